"""Destroy the records that are older than their site keeps them, a few at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.domain.access import Act, Occasion
from app.domain.site import Site
from app.services.note_access import note_access
from app.services.overwrite import overwrite
from app.services.transaction import afterwards, reading, writing
from app.store import accesses, destroying
from app.store.destroying import Due

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
    another. The hashes stay in the seals: the book verifies as before. Whoever has no record any more is taken
    out of the log, too.
    """
    with writing() as connection:
        due = destroying.due(connection, site.id, after, before, AT_ONCE)
        if due:
            return Batch(_destroy(connection, site, due, occasion), due[-1].recorded_at)
    afterwards(overwrite)
    return None


def _destroy(connection: Connection, site: Site, due: Sequence[Due], occasion: Occasion) -> int:
    """Destroy records, and take out of the log whoever has none any more; return how many they were."""
    gone = destroying.destroy(connection, site.id, due)
    for visitor in accesses.named_only_here(connection, site.id, {each.visitor for each in gone if each.visitor}):
        accesses.erase(connection, site.id, visitor)
    if gone:
        note_access(connection, site.id, occasion, Act.DESTROY, len(gone), destroyed=destroying.destroyed(gone))
    return len(gone)
