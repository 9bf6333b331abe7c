"""The daily sums; rates are read from them and never from the records."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from app.domain.ids import SiteId
from app.domain.tally import Slice
from app.store.inserting import on_each_database, table_of
from app.store.notes import noted, take
from app.store.tables import TallyRow

_TALLIES = table_of(TallyRow)
_ADD = on_each_database(
    lambda insert: (adding := insert(_TALLIES)).on_conflict_do_update(
        index_elements=_TALLIES.primary_key, set_={"count": _TALLIES.c.count + adding.excluded.count}
    )
)

_NOTED = "sums"


def add_one(connection: Connection, site: SiteId, slices: Sequence[Slice]) -> None:
    """Add one to each slice; it is noted, and written when the transaction ends.

    So the answers that share a commit write each sum once, and hold its row for a moment only, all in one order.
    """
    noted(connection, _NOTED).append((site, slices))


def write_noted(connection: Connection) -> None:
    """Write what was noted on this connection, in the order in which rows are locked everywhere."""
    sums = Counter((site, slice_) for site, slices in take(connection, _NOTED) for slice_ in slices)
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


def counts(connection: Connection, site: SiteId) -> Mapping[Slice, int]:
    """Return every sum of a site."""
    write_noted(connection)
    rows = connection.execute(
        select(TallyRow.day, TallyRow.dimension, TallyRow.value, TallyRow.answer, TallyRow.count).where(
            TallyRow.site == site
        )
    )
    return {Slice(day, dimension, value, answer): count for day, dimension, value, answer, count in rows}
