"""Read a visitor's records."""

from dataclasses import dataclass

from app.domain.consent import ConsentRecord
from app.domain.ids import VisitorId
from app.domain.site import Site
from app.services.transaction import reading
from app.store import consents
from app.store.consents import Place

__all__ = ["History", "Place", "read_history"]


@dataclass(frozen=True, slots=True)
class History:
    """A page of a visitor's records, newest first, and where the next page begins, None at the end."""

    records: tuple[ConsentRecord, ...]
    next: Place | None


def read_history(site: Site, visitor: VisitorId, after: Place | None, limit: int) -> History:
    """Return at most `limit` records of a visitor, from after a place on."""
    with reading() as connection:
        found = consents.history(connection, site.id, visitor, after, limit + 1)
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    return History(page, None if last is None else Place(last.recorded_at, last.decision.id))
