"""Sites, kept whole as JSON and read back as domain values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from cattrs.preconf.json import make_converter
from sqlalchemy import Connection, bindparam, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from app.domain.ids import SiteId
from app.domain.regime import Regime
from app.domain.site import Site
from app.store.inserting import insert_into, table_of
from app.store.tables import SiteRow

_CONVERTER = make_converter()
_NAME = "kelisim.sites"
_SITES = table_of(SiteRow)
_CURRENT = select(_SITES.c.site).where(_SITES.c.id == bindparam("id"))


@dataclass(frozen=True, slots=True)
class AppliedSite:
    """A site with the document that it was read from, and what its banner carries.

    `regional` are those by regime, for the countries that have another.
    """

    site: Site
    document: Mapping[str, Any]
    settings: Mapping[str, Any]
    banner: str
    regional: Mapping[Regime, Mapping[str, Any]] = field(default_factory=dict)


def current(connection: Connection, site: SiteId) -> Site | None:
    """Return the site as it was last applied; where `remember` was said, as it was when first asked for."""
    remembered: dict[SiteId, Site] | None = connection.info.get(_NAME)
    if remembered is not None and site in remembered:
        return remembered[site]
    written = connection.scalar(_CURRENT, {"id": site})
    if written is None:
        return None
    found = _read(written)
    if remembered is not None:
        remembered[site] = found
    return found


def remember(connection: Connection) -> None:
    """Read each site once, until the connection is given back: for a transaction of a moment, which applies none."""
    connection.info[_NAME] = {}


def every(connection: Connection) -> tuple[Site, ...]:
    """Return all sites, by id."""
    return tuple(_read(written) for written in connection.scalars(select(SiteRow.site).order_by(SiteRow.id)))


def ids(connection: Connection) -> tuple[SiteId, ...]:
    """Return the ids of all sites, in their order."""
    return tuple(map(SiteId, connection.scalars(select(SiteRow.id).order_by(SiteRow.id))))


def documents(connection: Connection) -> tuple[Mapping[str, Any], ...]:
    """Return the documents that all sites were read from, by id."""
    rows = connection.scalars(select(SiteRow.document).order_by(SiteRow.id))
    return tuple(json.loads(document) for document in rows)


def document(connection: Connection, site: SiteId) -> Mapping[str, Any] | None:
    """Return the document that a site was read from."""
    written = connection.scalar(select(SiteRow.document).where(SiteRow.id == site))
    return None if written is None else json.loads(written)


def banner_settings(connection: Connection, site: SiteId) -> tuple[str, str | None] | None:
    """Return the settings that the site's banner carries, as JSON, and what `regional` holds."""
    row = connection.execute(select(SiteRow.settings, SiteRow.regional).where(SiteRow.id == site)).one_or_none()
    return None if row is None else (row.settings, row.regional)


def keep(connection: Connection, applied: AppliedSite, now: datetime) -> None:
    """Write a site in the place of what it was before."""
    row = {
        "document": _json(applied.document),
        "site": _CONVERTER.dumps(applied.site, ensure_ascii=False),
        "settings": _json(applied.settings),
        "regional": _regional(applied),
        "banner": applied.banner,
        "applied_at": now,
    }
    statement = insert_into(connection, SiteRow).values(id=applied.site.id, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=[SiteRow.id], set_=row))


def is_kept(connection: Connection, applied: AppliedSite) -> bool:
    """Tell whether the site stands exactly so already."""
    row = connection.execute(
        select(SiteRow.document, SiteRow.site, SiteRow.settings, SiteRow.regional).where(SiteRow.id == applied.site.id)
    ).one_or_none()
    return row is not None and tuple(row) == (
        _json(applied.document),
        _CONVERTER.dumps(applied.site, ensure_ascii=False),
        _json(applied.settings),
        _regional(applied),
    )


@event.listens_for(Engine, "checkin")
def _forget(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info.pop(_NAME, None)


@lru_cache(maxsize=256)
def _read(written: str) -> Site:
    """Read a site; the same text is read once, as a site is asked for with every call."""
    return _CONVERTER.loads(written, Site)


def _regional(applied: AppliedSite) -> str | None:
    """Return the regimes of countries and the settings under each, as JSON; None where there is one for all."""
    if not applied.regional:
        return None
    return _json({"countries": applied.site.regimes, "settings": applied.regional})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
