"""Destroy the records that are older than their site keeps them, a few at a time."""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.access import Act, Occasion
from app.domain.site import Site
from app.services.note_access import note_access
from app.services.transaction import reading, writing
from app.store import destroying
from app.store.write_ahead import empty_log

AT_ONCE = 500
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Batch:
    """How many records were destroyed together, and when the last of them had come: the next ones came after."""

    records: int
    until: datetime


def count_due(site: Site, before: datetime) -> int:
    """Return how many records of a site came before a moment, but for those that are restricted."""
    with reading() as connection:
        return destroying.count(connection, site.id, before)


def destroy_due(site: Site, after: datetime, before: datetime, occasion: Occasion) -> Batch | None:
    """Destroy the oldest records of a site that came between two moments; None where there are none any more.

    It is one short transaction with its entry in the log of accesses, so writers wait for it no longer than for one
    another. The hashes stay in the seals: the book verifies as before.
    """
    with writing() as connection:
        due = destroying.due(connection, site.id, after, before, AT_ONCE)
        if due:
            destroying.destroy(connection, site.id, [record.record for record in due])
            note_access(connection, site.id, occasion, Act.DESTROY, len(due), destroyed=destroying.destroyed(due))
            return Batch(len(due), due[-1].recorded_at)
    with reading() as connection:
        empty_log(connection)
    return None
