"""Origins whose pages called for a site, and when first."""

from datetime import datetime

from sqlalchemy import Connection, select

from app.domain.ids import SiteId
from app.store.inserting import insert_once
from app.store.tables import HeardRow


def add(connection: Connection, site: SiteId, origin: str, now: datetime) -> None:
    """Note that an origin called; one that is known stays as it was."""
    insert_once(connection, HeardRow, {"site": site, "origin": origin, "first_at": now})


def every(connection: Connection, site: SiteId) -> list[tuple[str, datetime]]:
    """Return the origins with their first call, the first one first."""
    chosen = select(HeardRow.origin, HeardRow.first_at).where(HeardRow.site == site)
    return [(origin, at) for origin, at in connection.execute(chosen.order_by(HeardRow.first_at, HeardRow.origin))]
