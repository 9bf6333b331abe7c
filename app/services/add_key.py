"""Add an API key to a site."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from app.domain.api_key import Scope, new_key
from app.domain.site import Site
from app.services.transaction import writing
from app.store import api_keys


def add_key(site: Site, name: str, scopes: AbstractSet[Scope], now: datetime) -> str:
    """Add a key and return it as it is told to the site's server; it cannot be told again."""
    key, told = new_key(site.id, name, scopes, now)
    with writing() as connection:
        api_keys.append(connection, key)
    return told
