"""View all that is kept of one visitor, and note who looked."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.access import Access, Occasion
from app.domain.ids import VisitorId
from app.domain.site import Site
from app.domain.standing import Standing
from app.services.note_reading import note_reading
from app.services.read_history import History, Place, read_history
from app.services.read_standing import read_standing
from app.services.transaction import reading
from app.store import accesses, restrictions


@dataclass(frozen=True, slots=True)
class Story:
    """A visitor's records, newest first and page by page, what holds for her now, and who saw her records."""

    visitor: VisitorId
    history: History
    standing: Standing
    restricted_since: datetime | None
    accesses: tuple[Access, ...]


def view_visitor(site: Site, visitor: VisitorId, after: Place | None, limit: int, occasion: Occasion) -> Story:
    """Return a visitor's story; that it is read is in the log before it is told."""
    history = read_history(site, visitor, after, limit)
    if history.records:
        note_reading(site, visitor, occasion, len(history.records))
    with reading() as connection:
        since = restrictions.since(connection, site.id, visitor)
        seen = accesses.of_visitor(connection, site.id, visitor)
    return Story(visitor, history, read_standing(site, visitor, occasion.at), since, seen)
