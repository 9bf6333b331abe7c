"""The daily sums by edition, language, device and region at once; filtered rates are read from them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Engine, Select, bindparam, func, select
from sqlalchemy.engine.interfaces import Compiled

from app.domain.crossing import DIMENSIONS, TIMED, Cell, Crossing, Offer, Only, id_of
from app.domain.ids import SiteId
from app.domain.rates import Answers, Period
from app.domain.shard import Shard
from app.domain.tally import ANSWERS
from app.store.crossing_tables import CROSSINGS, PLACES, OfferRow
from app.store.database import begin_to_write
from app.store.inserting import insert_once, on_each_database
from app.store.notes import noted, take
from app.store.tallies import lane

_C = CROSSINGS.c
_KEY = tuple(column.name for column in CROSSINGS.primary_key)
_COUNTED = tuple(column.name for column in _C if column.name not in _KEY)
_NOTHING = dict.fromkeys(_COUNTED, 0)
_ADD = on_each_database(
    lambda insert: (adding := insert(CROSSINGS)).on_conflict_do_update(
        index_elements=CROSSINGS.primary_key,
        set_={name: _C[name] + adding.excluded[name] for name in _COUNTED},
    )
)
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
    rows: dict[tuple[object, ...], dict[str, Any]] = {}
    for (site, crossing), times in noted_here.items():
        for part, names in _counts_of(crossing).items():
            key = _key(connection, site, crossing, part)
            row = rows.get(key)
            if row is None:
                row = rows[key] = _NOTHING | dict(zip(_KEY, key, strict=True))
            for name in names:
                row[name] += times
    _add(connection, [rows[key] for key in sorted(rows)])


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


def _key(connection: Connection, site: SiteId, crossing: Crossing, part: int) -> tuple[str | int | Shard, ...]:
    of = (crossing.edition, crossing.language, crossing.device, crossing.region, id_of(crossing.offer))
    return (site, crossing.day.isoformat(), *of, part, lane(connection))


@lru_cache(maxsize=1024)
def _counts_of(crossing: Crossing) -> Mapping[int, Sequence[str]]:
    """Return the columns that an answer adds one to, by the part whose row they are in."""
    timed = f"{crossing.answer}_{crossing.took}"
    columns = {0: [crossing.answer, timed] if timed in _NOTHING else [crossing.answer]}
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


def _add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to what is there.

    The driver is told at once: SQLAlchemy takes longer for so many columns than SQLite does.
    """
    said = _said(connection.dialect)
    names: Sequence[str] | None = getattr(said, "positiontup", None)
    told: Any = [tuple(row[name] for name in names) for row in rows] if names else list(rows)
    connection.exec_driver_sql(str(said), told)


@lru_cache(maxsize=8)
def _said(dialect: Dialect) -> Compiled:
    return _ADD[dialect.name].compile(dialect=dialect, column_keys=[*_KEY, *_COUNTED])


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
