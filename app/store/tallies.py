"""The daily sums; rates are read from them and never from the records."""

import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, and_, bindparam, cast, func, select

from app.domain.ids import SiteId
from app.domain.rates import Answers, Period
from app.domain.shard import SHARDS, Shard
from app.domain.tally import ANSWERS, PERMISSIONS, Slice
from app.store.database import begin_to_write
from app.store.inserting import on_each_database, table_of
from app.store.notes import noted, take
from app.store.tables import TallyRow

_TALLIES = table_of(TallyRow)
_COUNTED = (*ANSWERS, *PERMISSIONS)
_NOTHING = dict.fromkeys(_COUNTED, 0)
_ADD = on_each_database(
    lambda insert: (adding := insert(_TALLIES)).on_conflict_do_update(
        index_elements=_TALLIES.primary_key,
        set_={answer: _TALLIES.c[answer] + adding.excluded[answer] for answer in _COUNTED},
    )
)

_VALUE = (_TALLIES.c.dimension, _TALLIES.c.value)
_SUMS = tuple(cast(func.sum(_TALLIES.c[answer]), BigInteger) for answer in _COUNTED)  # PostgreSQL sums to decimals
_EVERY = (
    select(_TALLIES.c.day, *_VALUE, *_SUMS)
    .where(_TALLIES.c.site == bindparam("site"))
    .group_by(_TALLIES.c.day, *_VALUE)
)

_KEY = ("site", "day", "dimension", "value")
_NOTED = "sums"


class Run(NamedTuple):
    """How visitors answered over all days, with the first and the last of them."""

    answers: Answers
    first: date
    last: date


def add_one(connection: Connection, site: SiteId, slices: tuple[Slice, ...]) -> None:
    """Add one to each slice; it is noted, and written when the transaction ends.

    So the answers that share a commit write each sum once, and hold its row for a moment only, all in one order.
    """
    noted(connection, _NOTED).append((site, slices))


def write_noted(connection: Connection) -> None:
    """Write what was noted on this connection, in the order in which rows are locked everywhere."""
    rows: dict[tuple[SiteId, date, str, str], dict[str, Any]] = {}
    for (site, slices), times in Counter(take(connection, _NOTED)).items():
        for day, dimension, value, answer in slices:
            key = (site, day, dimension, value)
            row = rows.get(key)
            if row is None:
                row = rows[key] = dict(zip(_KEY, key, strict=True), shard=lane(connection), **_NOTHING)
            row[answer] += times
    if rows:
        begin_to_write(connection)
        connection.execute(_ADD[connection.dialect.name], [rows[key] for key in sorted(rows)])


def counts(connection: Connection, site: SiteId) -> Mapping[Slice, int]:
    """Return every sum of a site."""
    write_noted(connection)
    rows = connection.execute(_EVERY, {"site": site})
    return {
        Slice(day, dimension, value, answer): count
        for day, dimension, value, *sums in rows
        for answer, count in _counted(sums)
    }


def of_period(
    connection: Connection, site: SiteId, period: Period, dimensions: Collection[str] | None = None
) -> Mapping[tuple[str, str, str], int]:
    """Return the sums of some days, by dimension, value and answer: of these dimensions, or of all."""
    here = _within(site, period)
    if dimensions is not None:
        here = and_(here, _TALLIES.c.dimension.in_(list(dimensions)))
    rows = connection.execute(select(*_VALUE, *_SUMS).where(here).group_by(*_VALUE))
    return {(dimension, value, answer): count for dimension, value, *sums in rows for answer, count in _counted(sums)}


def by_day(connection: Connection, site: SiteId, period: Period) -> Mapping[date, Answers]:
    """Return how visitors answered on each of some days."""
    here = and_(_within(site, period), _TALLIES.c.dimension == "all")
    sums = select(_TALLIES.c.day, *_SUMS[: len(ANSWERS)]).where(here).group_by(_TALLIES.c.day)
    return {day: Answers(*counted) for day, *counted in connection.execute(sums)}


def of_dimension(connection: Connection, site: SiteId, dimension: str) -> Mapping[str, Run]:
    """Return how visitors answered on all days by the values of a dimension."""
    sums = (*_SUMS[: len(ANSWERS)], func.min(_TALLIES.c.day), func.max(_TALLIES.c.day))
    here = and_(_TALLIES.c.site == site, _TALLIES.c.dimension == dimension)
    rows = connection.execute(select(_TALLIES.c.value, *sums).where(here).group_by(_TALLIES.c.value))
    return {value: Run(Answers(*counted), first, last) for value, *counted, first, last in rows}


def lane(connection: Connection) -> Shard:
    """Return the shard whose part of each sum this process adds to: no other process waits for its rows.

    SQLite has one writer, and no need of parts.
    """
    return SHARDS[0 if connection.dialect.name == "sqlite" else os.getpid() % len(SHARDS)]


def _counted(sums: Sequence[Any]) -> Iterator[tuple[str, int]]:
    """Yield what a row counts, without what nobody answered."""
    return ((answer, count) for answer, count in zip(_COUNTED, sums, strict=True) if count)


def _within(site: SiteId, period: Period) -> ColumnElement[bool]:
    return and_(_TALLIES.c.site == site, _TALLIES.c.day.between(period.first, period.last))
