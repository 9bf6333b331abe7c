"""The daily sums; rates are read from them and never from the records."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from app.domain.ids import SiteId
from app.domain.tally import Slice
from app.store.inserting import insert_into
from app.store.tables import TallyRow

_KEY = [TallyRow.site, TallyRow.day, TallyRow.dimension, TallyRow.value, TallyRow.answer]


def add_one(connection: Connection, site: SiteId, slices: Sequence[Slice]) -> None:
    """Add one to each slice; one statement, compiled once, for however many there are."""
    statement = insert_into(connection, TallyRow).on_conflict_do_update(
        index_elements=_KEY, set_={"count": TallyRow.count + 1}
    )
    connection.execute(
        statement,
        [
            {
                "site": site,
                "day": slice_.day,
                "dimension": slice_.dimension,
                "value": slice_.value,
                "answer": slice_.answer,
                "count": 1,
            }
            for slice_ in slices
        ],
    )


def counts(connection: Connection, site: SiteId) -> Mapping[Slice, int]:
    """Return every sum of a site."""
    rows = connection.execute(
        select(TallyRow.day, TallyRow.dimension, TallyRow.value, TallyRow.answer, TallyRow.count).where(
            TallyRow.site == site
        )
    )
    return {Slice(day, dimension, value, answer): count for day, dimension, value, answer, count in rows}
