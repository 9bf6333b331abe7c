"""The daily sums; rates are read from them and never from the records."""

import os
from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, select

from app.domain.ids import SiteId
from app.domain.rates import Period
from app.domain.shard import SHARDS, Shard
from app.domain.tally import Slice
from app.store.database import begin_to_write
from app.store.inserting import on_each_database, table_of
from app.store.notes import noted, take
from app.store.tables import TallyRow

_TALLIES = table_of(TallyRow)
_ADD = on_each_database(
    lambda insert: (adding := insert(_TALLIES)).on_conflict_do_update(
        index_elements=_TALLIES.primary_key, set_={"count": _TALLIES.c.count + adding.excluded.count}
    )
)

_SLICE = (_TALLIES.c.day, _TALLIES.c.dimension, _TALLIES.c.value, _TALLIES.c.answer)
_SUMS = select(*_SLICE, func.sum(_TALLIES.c.count)).where(_TALLIES.c.site == bindparam("site")).group_by(*_SLICE)

_NOTED = "sums"


def add_one(connection: Connection, site: SiteId, slices: tuple[Slice, ...]) -> None:
    """Add one to each slice; it is noted, and written when the transaction ends.

    So the answers that share a commit write each sum once, and hold its row for a moment only, all in one order.
    """
    noted(connection, _NOTED).append((site, slices))


def write_noted(connection: Connection) -> None:
    """Write what was noted on this connection, in the order in which rows are locked everywhere."""
    sums: Counter[tuple[SiteId, Slice]] = Counter()
    for (site, slices), times in Counter(take(connection, _NOTED)).items():
        for slice_ in slices:
            sums[site, slice_] += times
    if sums:
        begin_to_write(connection)
        shard = _lane(connection)
        connection.execute(
            _ADD[connection.dialect.name],
            [
                {
                    "site": site,
                    "day": slice_.day,
                    "dimension": slice_.dimension,
                    "value": slice_.value,
                    "answer": slice_.answer,
                    "shard": shard,
                    "count": count,
                }
                for (site, slice_), count in sorted(sums.items())
            ],
        )


def counts(connection: Connection, site: SiteId) -> Mapping[Slice, int]:
    """Return every sum of a site."""
    write_noted(connection)
    rows = connection.execute(_SUMS, {"site": site})
    return {Slice(day, dimension, value, answer): int(count) for day, dimension, value, answer, count in rows}


def of_period(connection: Connection, site: SiteId, period: Period) -> Mapping[tuple[str, str, str], int]:
    """Return the sums of some days, by dimension, value and answer."""
    keys = (_TALLIES.c.dimension, _TALLIES.c.value, _TALLIES.c.answer)
    statement = select(*keys, func.sum(_TALLIES.c.count)).where(_within(site, period)).group_by(*keys)
    return {(dimension, value, answer): int(count) for dimension, value, answer, count in connection.execute(statement)}


def by_day(connection: Connection, site: SiteId, period: Period) -> Mapping[tuple[date, str], int]:
    """Return how often each answer was given on each of some days, asked for one by one: each has few rows of these."""
    keys = (_TALLIES.c.day, _TALLIES.c.answer)
    here = and_(_TALLIES.c.site == site, _TALLIES.c.day.in_(list(period)), _TALLIES.c.dimension == "all")
    whole = select(*keys, func.sum(_TALLIES.c.count)).where(here)
    statement = whole.group_by(*keys)
    return {(day, answer): int(count) for day, answer, count in connection.execute(statement)}


def _within(site: SiteId, period: Period) -> ColumnElement[bool]:
    return and_(_TALLIES.c.site == site, _TALLIES.c.day.between(period.first, period.last))


def _lane(connection: Connection) -> Shard:
    """Return the shard whose part of each sum this process adds to: no other process waits for its rows.

    SQLite has one writer, and no need of parts.
    """
    return SHARDS[0 if connection.dialect.name == "sqlite" else os.getpid() % len(SHARDS)]
