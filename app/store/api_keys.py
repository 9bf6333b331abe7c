"""API keys: kept, found, marked as used or revoked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from app.domain.api_key import ApiKey, KeyId, Scope
from app.domain.ids import SiteId
from app.store.inserting import table_of
from app.store.tables import ApiKeyRow, SiteRow


def append(connection: Connection, key: ApiKey) -> None:
    """Append a key."""
    row = {
        "site": key.site,
        "id": key.id,
        "name": key.name,
        "scopes": sorted(key.scopes),
        "hash": key.hash,
        "added_at": key.added_at,
    }
    connection.execute(insert(_KEYS).values(row))


def of_id(connection: Connection, site: SiteId, key: KeyId) -> ApiKey | None:
    """Return the site's key of this id."""
    row = connection.execute(_OF_ID, {"site": site, "id": key}).mappings().one_or_none()
    return None if row is None else _read(row)


def of_other_sites(connection: Connection, site: SiteId, key: KeyId) -> tuple[ApiKey, ...]:
    """Return the keys of this id that are not the site's."""
    statement = select(_KEYS).where(_KEYS.c.site.in_(select(SiteRow.id).where(SiteRow.id != site)), _KEYS.c.id == key)
    return tuple(map(_read, connection.execute(statement).mappings()))


def of_site(connection: Connection, site: SiteId) -> tuple[ApiKey, ...]:
    """Return all keys of a site, oldest first, revoked ones too."""
    statement = select(_KEYS).where(_KEYS.c.site == site).order_by(_KEYS.c.added_at, _KEYS.c.id)
    return tuple(map(_read, connection.execute(statement).mappings()))


def use(connection: Connection, site: SiteId, key: KeyId, day: date) -> bool:
    """Mark a key as used on a day; False where it was so marked already, or later."""
    statement = update(_KEYS).where(
        _KEYS.c.site == site, _KEYS.c.id == key, or_(_KEYS.c.used_on.is_(None), _KEYS.c.used_on < day)
    )
    return connection.execute(statement.values(used_on=day)).rowcount == 1


def revoke(connection: Connection, site: SiteId, key: KeyId, now: datetime) -> bool:
    """Mark a key as revoked; False where there is none, or it was before."""
    statement = update(_KEYS).where(_KEYS.c.site == site, _KEYS.c.id == key, _KEYS.c.revoked_at.is_(None))
    return connection.execute(statement.values(revoked_at=now)).rowcount == 1


_KEYS = table_of(ApiKeyRow)
_OF_ID = select(_KEYS).where(_KEYS.c.site == bindparam("site"), _KEYS.c.id == bindparam("id"))


def _read(row: Mapping[Any, Any]) -> ApiKey:
    return ApiKey(
        id=KeyId(row["id"]),
        site=SiteId(row["site"]),
        name=row["name"],
        scopes=frozenset(map(Scope, row["scopes"])),
        hash=row["hash"],
        added_at=row["added_at"],
        used_on=row["used_on"],
        revoked_at=row["revoked_at"],
    )
