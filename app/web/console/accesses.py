"""The log of who did what to records, to the site, to users and keys, and looking through it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from io import StringIO
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request

from app.domain.access import CHANGING, MANAGING, Access, Act, Sought, actors_called
from app.domain.ids import VisitorId
from app.domain.moment import written
from app.services.list_accesses import latest_accesses, list_actors
from app.web.console.errors import tell_errors
from app.web.console.page import page
from app.web.console.paging import asked_place, in_address
from app.web.console.records import visitors_named
from app.web.guards import asked_site

blueprint = Blueprint("console_accesses", __name__)
tell_errors(blueprint)

_AT_ONCE = 100
_IN_A_FILE = 10_000
_OFFERED = 100
_KINDS = {"records": frozenset(Act) - MANAGING - CHANGING, "site": CHANGING, "managing": MANAGING}
"""What may be asked for beside a single act."""

_YEARS = range(1970, 9999)
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = ("at", "actor", "act", "records", "visitor", "reason")


@dataclass(slots=True)
class _Asked:
    """What the form asks for, as it was typed; `lacks` tells that nobody can be meant, `faults` what is wrong where."""

    values: dict[str, str]
    sought: Sought = field(default_factory=Sought)
    lacks: bool = False
    faults: dict[str, str] = field(default_factory=dict)


@blueprint.get("/accesses")
def accesses(site: str) -> Response:
    """Return what is looked for in the log, newest first."""
    asked, place = _asked(), asked_place()
    nothing = asked.lacks or asked.faults
    found, following = ((), None) if nothing else latest_accesses(asked_site(), asked.sought, place, _AT_ONCE)
    return page(
        "accesses",
        HTTPStatus.UNPROCESSABLE_ENTITY if asked.faults else HTTPStatus.OK,
        site=asked_site(),
        accesses=found,
        asked=asked.values,
        faults=asked.faults,
        following=in_address(following),
        actors=list_actors(asked_site(), _OFFERED),
        kinds=[(kind, [each.value for each in Act if each in acts]) for kind, acts in _KINDS.items()],
    )


@blueprint.get("/accesses.csv")
def as_csv(site: str) -> Response:
    """Return the same as CSV (RFC 4180): the newest ten thousand; the command gives out all."""
    asked = _asked()
    nothing = asked.lacks or asked.faults
    found = () if nothing else latest_accesses(asked_site(), asked.sought, None, _IN_A_FILE)[0]
    told = StringIO()
    csv.writer(told).writerows([_COLUMNS, *map(_row, found)])
    response = Response(told.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{site}-accesses.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _row(access: Access) -> Iterator[str | int]:
    yield written(access.at)
    yield _plain(access.actor)
    yield access.act
    yield access.records
    yield access.visitor or ""
    yield _plain(access.reason or "")


def _plain(text: str) -> str:
    """Return what people typed so that no program of tables takes it for a formula."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def _asked() -> _Asked:
    """Return what the address asks for; PostgreSQL takes NUL in no text."""
    told = {
        name: request.args.get(name, "").replace("\0", "").strip() for name in ("who", "what", "from", "to", "whose")
    }
    asked = _Asked({name: value for name, value in told.items() if value})
    first, last = (_day(asked, name) for name in ("from", "to"))
    visitors = _visitors(asked)
    kinds = {**_KINDS, **{act.value: frozenset({act}) for act in Act}}
    asked.sought = Sought(
        actors=actors_called(told["who"]) if told["who"] else (),
        acts=kinds.get(told["what"], frozenset()),
        since=None if first is None else _begins(first),
        until=None if last is None else _begins(last + timedelta(days=1)),
        visitors=visitors,
    )
    return asked


def _day(asked: _Asked, name: str) -> date | None:
    try:
        day = date.fromisoformat(asked.values[name]) if name in asked.values else None
    except ValueError:
        day = date.min
    if day is not None and day.year not in _YEARS:
        asked.faults[name] = "day"
        return None
    return day


def _begins(day: date) -> datetime:
    """Return when a day begins where the site is."""
    return datetime.combine(day, time.min, ZoneInfo(asked_site().timezone))


def _visitors(asked: _Asked) -> tuple[VisitorId, ...]:
    """Return whom the form names by an identifier, a cookie or a record; an erased one is nobody."""
    if "whose" not in asked.values:
        return ()
    found = visitors_named(asked.values["whose"])
    if found is None:
        asked.faults["whose"] = "unreadable"
        return ()
    known = tuple(each for each in found if each is not None)
    asked.lacks = not known
    return known
