"""Use an API key: the one way in for a site's server."""

from datetime import UTC, datetime

from app.domain.access import Act, Occasion
from app.domain.api_key import ApiKey, KeyId, Scope, read_key
from app.domain.errors import KeyOfAnotherSite, MissingScope, UnknownKey
from app.domain.ids import SiteId
from app.services.note_access import note_access
from app.services.transaction import reading, writing
from app.store import api_keys


def use_key(site: SiteId, told: str, scope: Scope, now: datetime) -> ApiKey:
    """Return the key that was told, if it opens this of the site.

    Its first use of a day (UTC) is in the log of accesses before anything is given out; every other use of that day
    only reads. Raises UnknownKey, KeyOfAnotherSite, MissingScope.
    """
    found = read_key(told)
    if found is None:
        raise UnknownKey
    key = _known(site, *found)
    if scope not in key.scopes:
        raise MissingScope(scope)
    day = now.astimezone(UTC).date()
    if key.used_on is None or key.used_on < day:
        with writing() as connection:
            if api_keys.use(connection, site, key.id, day):
                note_access(connection, site, Occasion(key.actor, now), Act.USE, 0)
    return key


def _known(site: SiteId, identity: KeyId, secret: str) -> ApiKey:
    with reading() as connection:
        key = api_keys.of_id(connection, site, identity)
        if key is not None and key.opens_with(secret):
            return key
        others = api_keys.of_other_sites(connection, site, identity)
    if any(other.opens_with(secret) for other in others):
        raise KeyOfAnotherSite
    raise UnknownKey
