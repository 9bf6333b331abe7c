"""The daily sums; rates are read from them and never from the records."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from app.domain.ids import SiteId
from app.domain.tally import Slice
from app.store.inserting import on_each_database, table_of
from app.store.tables import TallyRow

_TALLIES = table_of(TallyRow)
_ADD = on_each_database(
    lambda insert: (adding := insert(_TALLIES)).on_conflict_do_update(
        index_elements=_TALLIES.primary_key, set_={"count": _TALLIES.c.count + adding.excluded.count}
    )
)

_NAME = "kelisim.tallies"
_Noted = tuple[SiteId, Sequence[Slice]]


def add_one(connection: Connection, site: SiteId, slices: Sequence[Slice]) -> None:
    """Add one to each slice; it is noted, and written when the transaction ends.

    So the answers that share a commit write each sum once, and hold its row for a moment only, all in one order.
    """
    noted: list[_Noted] = connection.info.setdefault(_NAME, [])
    noted.append((site, slices))


@contextmanager
def noted_together(connection: Connection) -> Iterator[None]:
    """Forget what this block noted when it fails."""
    noted: list[_Noted] = connection.info.setdefault(_NAME, [])
    before = len(noted)
    try:
        yield
    except Exception:
        del noted[before:]
        raise


def write_noted(connection: Connection) -> None:
    """Write what was noted on this connection, in the order in which rows are locked everywhere."""
    sums = Counter((site, slice_) for site, slices in connection.info.pop(_NAME, ()) for slice_ in slices)
    if sums:
        connection.execute(
            _ADD[connection.dialect.name],
            [
                {
                    "site": site,
                    "day": slice_.day,
                    "dimension": slice_.dimension,
                    "value": slice_.value,
                    "answer": slice_.answer,
                    "count": count,
                }
                for (site, slice_), count in sorted(sums.items())
            ],
        )


@event.listens_for(Engine, "checkin")
def _forget(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info.pop(_NAME, None)


def counts(connection: Connection, site: SiteId) -> Mapping[Slice, int]:
    """Return every sum of a site."""
    write_noted(connection)
    rows = connection.execute(
        select(TallyRow.day, TallyRow.dimension, TallyRow.value, TallyRow.answer, TallyRow.count).where(
            TallyRow.site == site
        )
    )
    return {Slice(day, dimension, value, answer): count for day, dimension, value, answer, count in rows}
