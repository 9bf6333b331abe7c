"""Find a site."""

from app.domain.errors import UnknownSite
from app.domain.ids import SiteId
from app.domain.site import Site
from app.services.transaction import reading
from app.store import sites


def find_site(site: SiteId) -> Site:
    """Return the site as it was last applied; raise UnknownSite."""
    with reading() as connection:
        found = sites.current(connection, site)
    if found is None:
        raise UnknownSite(site)
    return found
