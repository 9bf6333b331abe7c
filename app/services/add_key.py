"""Add an API key to a site."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from app.domain.access import OPERATOR, Act, Actor, Occasion
from app.domain.api_key import Scope, new_key
from app.domain.site import Site
from app.services.note_access import note_access
from app.services.transaction import writing
from app.store import api_keys


def add_key(site: Site, name: str, scopes: AbstractSet[Scope], now: datetime, by: Actor = OPERATOR) -> str:
    """Add a key and return it as it is told to the site's server; it cannot be told again."""
    key, told = new_key(site.id, name, scopes, now)
    with writing() as connection:
        api_keys.append(connection, key)
        note_access(connection, site.id, Occasion(by, now, key.actor), Act.ADD_KEY, 0)
    return told
