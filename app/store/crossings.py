"""The daily sums by edition, language, device and region at once; filtered rates are read from them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Select, bindparam, func, select

from app.domain.crossing import DIMENSIONS, TIMED, Cell, Crossing, Offer, Only, id_of
from app.domain.ids import SiteId
from app.domain.rates import Answers, Period
from app.domain.tally import ANSWERS
from app.store.crossing_tables import CROSSINGS, PLACES, OfferRow
from app.store.database import begin_to_write
from app.store.inserting import insert_once
from app.store.notes import noted, take
from app.store.tallies import lane

_C = CROSSINGS.c
_KEY = tuple(column.name for column in CROSSINGS.primary_key)
_COUNTED = tuple(column.name for column in _C if column.name not in _KEY)
_OF_ANSWER = {
    answer: (answer, *(f"{answer}_{seconds}" for timed, seconds in TIMED if timed == answer)) for answer in ANSWERS
}
_ANSWERS = len(ANSWERS)
_TOLD = _ANSWERS + len(TIMED)
_UNTIMED = (0,) * len(TIMED)
_NOTED = "crossings"
_OFFERED: WeakKeyDictionary[Engine, set[tuple[SiteId, Offer]]] = WeakKeyDictionary()


def add_one(connection: Connection, site: SiteId, crossing: Crossing) -> None:
    """Add one to the sum of all that an answer or a showing has; it is noted, and written when the transaction ends."""
    noted(connection, _NOTED).append((site, crossing))


def write_noted(connection: Connection) -> None:
    """Write what was noted on this connection, in the order in which rows are locked everywhere."""
    noted_here = Counter(take(connection, _NOTED))
    if not noted_here:
        return
    begin_to_write(connection)
    for site, offer in sorted({(site, crossing.offer) for site, crossing in noted_here}):
        _keep(connection, site, offer)
    _add(connection, noted_here)


def offers(connection: Connection, site: SiteId) -> Mapping[str, Offer]:
    """Return all that a site ever offered, by the name under which it is counted."""
    rows = connection.execute(select(OfferRow.id, OfferRow.categories, OfferRow.counters).where(OfferRow.site == site))
    return {id_: Offer(tuple(categories), tuple(counters)) for id_, categories, counters in rows}


def of_period(
    connection: Connection, site: SiteId, period: Period, only: Only, offered: Mapping[str, Offer]
) -> list[Cell]:
    """Return the sums of some days of those who are looked at."""
    statement = _sums_of_cells(tuple(only.wanted()), _most_places(offered))
    return [_cell(*row) for row in connection.execute(statement, _asked(site, period, only))]


def compared(
    connection: Connection, site: SiteId, period: Period, only: Only, offered: Mapping[str, Offer]
) -> list[Cell]:
    """Return of their sums what one period is compared with another by: what was answered, and what allowed."""
    statement = _sums_of_offers(tuple(only.wanted()), _most_places(offered))
    rows = connection.execute(statement, _asked(site, period, only))
    return [_cell("", "", "", "", *row[: 2 + _ANSWERS], *_UNTIMED, *row[2 + _ANSWERS :]) for row in rows]


def by_day(connection: Connection, site: SiteId, period: Period, only: Only) -> Mapping[date, Answers]:
    """Return how those who are looked at answered on each of some days."""
    rows = connection.execute(_sums_of_days(tuple(only.wanted())), _asked(site, period, only))
    return {day: Answers(*counts) for day, *counts in rows}


def _key(connection: Connection, site: SiteId, crossing: Crossing, part: int) -> tuple[str | int, ...]:
    of = (crossing.edition, crossing.language, crossing.device, crossing.region, id_of(crossing.offer))
    return (site, crossing.day.isoformat(), *of, part, lane(connection))


@lru_cache(maxsize=1024)
def _counts_of(crossing: Crossing) -> Mapping[int, Sequence[str]]:
    """Return the columns that an answer adds one to, by the part whose row they are in."""
    timed = f"{crossing.answer}_{crossing.took}"
    columns = {0: [crossing.answer, timed] if timed in _OF_ANSWER[crossing.answer] else [crossing.answer]}
    for place in crossing.allowed:
        part, at = divmod(place, PLACES)
        columns.setdefault(part, []).append(f"allowed_{at}")
    return columns


def _keep(connection: Connection, site: SiteId, offer: Offer) -> None:
    """Write down what an offer is. That it is kept is known when it was there already: what is new may be undone."""
    known: set[tuple[SiteId, Offer]] = _OFFERED.setdefault(connection.engine, set())
    if (site, offer) in known:
        return
    row = {"site": site, "id": id_of(offer), "categories": offer.categories, "counters": offer.counters}
    if not insert_once(connection, OfferRow, row):
        known.add((site, offer))


def _add(connection: Connection, crossings: Mapping[tuple[SiteId, Crossing], int]) -> None:
    """Add to the sums what was noted: one statement, with the columns of these answers only."""
    found = {crossing.answer for _, crossing in crossings}
    offered = {id_of(crossing.offer): crossing.offer for _, crossing in crossings if crossing.allowed}
    sign = "?" if connection.dialect.name == "sqlite" else "%s"
    statement, counted = _adding(sign, tuple(answer for answer in ANSWERS if answer in found), _most_places(offered))
    rows: dict[tuple[str | int, ...], dict[str, int]] = {}
    for (site, crossing), times in crossings.items():
        for part, names in _counts_of(crossing).items():
            key = _key(connection, site, crossing, part)
            row = rows.get(key)
            if row is None:
                row = rows[key] = dict.fromkeys(counted, 0)
            for name in names:
                row[name] += times
    connection.exec_driver_sql(statement, [(*key, *rows[key].values()) for key in sorted(rows)])


@cache
def _adding(sign: str, answers: tuple[str, ...], places: int) -> tuple[str, tuple[str, ...]]:
    """Return the statement that adds rows to what is there, and the columns that are counted in it.

    The driver is told it in as few words as will do: SQLAlchemy is slow over so many columns, and psycopg reads a
    statement of more than fifty values or 4,096 letters anew each time, which takes longer than the statement itself.
    """
    counted = (*(name for answer in answers for name in _OF_ANSWER[answer]), *_COUNTED[_TOLD : _TOLD + places])
    names = (*_KEY, *counted)
    adding = ", ".join(f"{name} = crossings.{name} + excluded.{name}" for name in counted)
    statement = (
        f"INSERT INTO crossings ({', '.join(names)}) VALUES ({', '.join([sign] * len(names))})"  # noqa: S608 - only our columns' names
        f" ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET {adding}"
    )
    return statement, counted


def _asked(site: SiteId, period: Period, only: Only) -> Mapping[str, object]:
    """Return the values of a question; PostgreSQL takes no NUL, and nothing is called so."""
    wanted = {dimension: part.replace("\0", "\ufffd") for dimension, part in only.wanted().items()}
    return {"site": site, "first": period.first, "last": period.last, **wanted}


def _most_places(offered: Mapping[str, Offer]) -> int:
    return min(PLACES, max((sum(map(len, offer)) for offer in offered.values()), default=0))


@cache
def _sums_of_cells(wanted: tuple[str, ...], places: int) -> Select[Any]:
    """Return the question for the sums of cells; with so many columns, building it takes longer than asking it."""
    return _sums((*DIMENSIONS, "offer", "part"), _COUNTED[: _TOLD + places], wanted)


@cache
def _sums_of_offers(wanted: tuple[str, ...], places: int) -> Select[Any]:
    return _sums(("offer", "part"), _COUNTED[:_ANSWERS] + _COUNTED[_TOLD : _TOLD + places], wanted)


@cache
def _sums_of_days(wanted: tuple[str, ...]) -> Select[Any]:
    return _sums(("day",), _COUNTED[:_ANSWERS], wanted)


def _sums(of: tuple[str, ...], counted: tuple[str, ...], wanted: tuple[str, ...]) -> Select[Any]:
    keys = [_C[name] for name in of]
    days = _C.day.between(bindparam("first"), bindparam("last"))
    here = (_C.site == bindparam("site"), days, *(_C[dimension] == bindparam(dimension) for dimension in wanted))
    return select(*keys, *(func.sum(_C[name]) for name in counted)).where(*here).group_by(*keys)


def _cell(edition: str, language: str, device: str, region: str, offer: str, part: int, *counts: int) -> Cell:  # noqa: PLR0913, PLR0917 - a row as it comes
    answers, timed, allowed = counts[:_ANSWERS], counts[_ANSWERS:_TOLD], counts[_TOLD:]
    return Cell(edition, language, device, region, offer, part * PLACES, answers, timed, allowed)
