"""List the sites."""

from app.domain.site import Site
from app.services.transaction import reading
from app.store import sites


def list_sites() -> tuple[Site, ...]:
    """Return every site, by id."""
    with reading() as connection:
        return sites.every(connection)
