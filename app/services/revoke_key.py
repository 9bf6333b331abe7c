"""Revoke an API key."""

from datetime import datetime

from app.domain.api_key import KeyId
from app.domain.site import Site
from app.services.transaction import writing
from app.store import api_keys


def revoke_key(site: Site, key: KeyId, now: datetime) -> bool:
    """Let a key open nothing from now on; False where the site has none of this id that still does."""
    with writing() as connection:
        return api_keys.revoke(connection, site.id, key, now)
