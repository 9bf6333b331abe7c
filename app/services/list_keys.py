"""List the API keys of a site."""

from app.domain.api_key import ApiKey
from app.domain.site import Site
from app.services.transaction import reading
from app.store import api_keys


def list_keys(site: Site) -> tuple[ApiKey, ...]:
    """Return the site's keys, oldest first, revoked ones too."""
    with reading() as connection:
        return api_keys.of_site(connection, site.id)
