"""List who opened, gave out or destroyed records."""

from collections.abc import Iterator
from datetime import datetime

from app.domain.access import Access
from app.domain.site import Site
from app.services.transaction import reading
from app.store import accesses


def list_accesses(site: Site, since: datetime) -> Iterator[Access]:
    """Return the accesses to a site's records from a moment on, oldest first."""
    with reading() as connection:
        yield from accesses.of_site(connection, site.id, since)
