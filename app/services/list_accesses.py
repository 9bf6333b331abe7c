"""List who opened, gave out or destroyed records."""

from collections.abc import Iterator
from datetime import datetime

from app.domain.access import Access, Actor, Sought
from app.domain.ids import RecordId
from app.domain.site import Site
from app.services.transaction import reading
from app.store import accesses
from app.store.consents import Place


def list_accesses(site: Site, since: datetime) -> Iterator[Access]:
    """Return the accesses to a site's records from a moment on, oldest first."""
    with reading() as connection:
        yield from accesses.of_site(connection, site.id, since)


def latest_accesses(
    site: Site, sought: Sought, before: Place | None, limit: int
) -> tuple[tuple[Access, ...], Place | None]:
    """Return at most `limit` accesses, newest first, from behind a place on, and where the next page begins."""
    with reading() as connection:
        found = accesses.latest(connection, site.id, sought, before, limit + 1)
    page = found[:limit]
    return page, Place(page[-1].at, RecordId(page[-1].id)) if len(found) > limit else None


def list_actors(site: Site, at_most: int) -> list[Actor]:
    """Return who stands in the log of a site."""
    with reading() as connection:
        return accesses.actors(connection, site.id, at_most)
