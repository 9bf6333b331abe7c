"""Revoke an API key."""

from datetime import datetime

from app.domain.access import OPERATOR, Act, Actor, Occasion
from app.domain.api_key import KeyId, actor_of
from app.domain.site import Site
from app.services.note_access import note_access
from app.services.transaction import writing
from app.store import api_keys


def revoke_key(site: Site, key: KeyId, now: datetime, by: Actor = OPERATOR) -> bool:
    """Let a key open nothing from now on; False where the site has none of this id that still does."""
    with writing() as connection:
        is_revoked = api_keys.revoke(connection, site.id, key, now)
        if is_revoked:
            note_access(connection, site.id, Occasion(by, now, actor_of(key)), Act.REVOKE_KEY, 0)
        return is_revoked
