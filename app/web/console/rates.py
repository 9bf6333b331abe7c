"""Consent rates: what visitors of a site answered, day by day and by what they were asked about."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from io import StringIO

from flask import Blueprint, Response, abort, current_app, request

from app.domain.crossing import DIMENSIONS, Only
from app.domain.device import Device
from app.domain.first_answer import first_answers
from app.domain.rates import Answers, Period, Share, answers, granted, values
from app.domain.tally import ROBOT, local_day
from app.services.view_rates import Rates, view_rates
from app.translations.places import country_name
from app.web.clock import now
from app.web.console.errors import tell_errors
from app.web.console.names import names_of
from app.web.console.page import page
from app.web.console.texts import language
from app.web.guards import asked_site

blueprint = Blueprint("console_rates", __name__)
tell_errors(blueprint)

SPANS = (7, 30, 90, 365)
_GROUPS = ("language", "device", "region", "edition")
Row = Sequence[str | int]


@blueprint.get("/rates")
def rates(site: str) -> Response:
    """Return the page of the rates of a period: `from` and `to`, the last 30 days by default."""
    viewed = view_rates(asked_site(), _period(), _only())
    return page(
        "rates",
        rates=viewed,
        site=viewed.site,
        is_demo="demo" in current_app.blueprints,
        now=answers(viewed.sums),
        before=answers(viewed.before),
        robots=answers(viewed.sums, ROBOT).asked,
        took=first_answers(viewed.sums),
        offered=_offered(viewed),
        asked={"from": viewed.period.first, "to": viewed.period.last, **_only_asked()},
        country_of=partial(country_name, language=language()),
        today=_last(1).last,
        spans=[(days, _last(days)) for days in SPANS],
        categories=[_granted(viewed, "category", name) for name in viewed.site.optional_categories()],
        counters=[_granted(viewed, "counter", name) for name in viewed.site.optional_counters()],
        groups=[
            (of, [(value, answers(viewed.sums, of, value)) for value in values(viewed.sums, of)]) for of in _GROUPS
        ],
        name=names_of(viewed.site),
    )


@blueprint.get("/rates/<table>.csv")
def as_csv(site: str, table: str) -> Response:
    """Return a table of the rates as CSV (RFC 4180), for the same period."""
    viewed = view_rates(asked_site(), _period(), _only())
    written = StringIO()
    csv.writer(written).writerows(_table(viewed, table))
    response = Response(written.getvalue(), mimetype="text/csv")
    name = f"{site}-{table}-{viewed.period.first}-{viewed.period.last}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _table(viewed: Rates, table: str) -> Iterator[Row]:
    if table == "days":
        yield ("day", *_ANSWERS)
        yield from (_row(day.isoformat(), each) for day, each in viewed.days.items())
    elif table in _GROUPS:
        yield (table, *_ANSWERS)
        yield from (_row(value, each) for value, each in _answers_by(viewed, table))
    elif table in {"category", "counter"}:
        yield (table, "granted", "answers")
        for value in values(viewed.sums, table):
            share = granted(viewed.sums, table, value)
            yield (value, share.part, share.whole)
    elif table == "first-answer":
        yield ("from", "below", "answers", "accepted", "refused", "chosen")
        for took in first_answers(viewed.sums).times:
            yield (took.begins, took.below or "", took.answers, took.accepted, took.refused, took.chosen)
    else:
        abort(404)


_ANSWERS = ("asked", "accepted", "refused", "chosen", "unanswered", "withdrawn")


def _row(name: str, each: Answers) -> Row:
    return [name, *(getattr(each, count) for count in _ANSWERS)]


def _answers_by(viewed: Rates, group: str) -> list[tuple[str, Answers]]:
    return [(value, answers(viewed.sums, group, value)) for value in values(viewed.sums, group)]


def _granted(viewed: Rates, dimension: str, value: str) -> tuple[str, Share, Share]:
    return value, granted(viewed.sums, dimension, value), granted(viewed.before, dimension, value)


def _only_asked() -> dict[str, str]:
    """Return what the address says of whose answers are looked at; what is chosen empty may be any."""
    return {dimension: request.args[dimension] for dimension in DIMENSIONS if request.args.get(dimension)}


def _only() -> Only:
    return Only(**_only_asked())


def _offered(viewed: Rates) -> list[tuple[str, list[str]]]:
    """Return the dimensions by which answers can be filtered, each with the values that there are."""
    offered: dict[str, list[str]] = {
        "edition": [str(edition.number) for edition in reversed(viewed.editions)],
        "language": list(viewed.site.languages),
        "device": [device.value for device in Device],
        "region": list(viewed.regions),
    }
    return [(dimension, those) for dimension, those in offered.items() if len(those) > 1]


def _period() -> Period:
    """Return the days that are asked for; the last 30 where the address says none, or none that can be."""
    usual = _last(30)
    try:
        first = date.fromisoformat(request.args.get("from", usual.first.isoformat()))
        last = date.fromisoformat(request.args.get("to", usual.last.isoformat()))
    except ValueError:
        return usual
    asked = Period(first, last)
    return asked if asked.is_sound and last <= usual.last else usual


def _last(days: int) -> Period:
    today = local_day(asked_site(), now())
    return Period(today - timedelta(days=days - 1), today)
