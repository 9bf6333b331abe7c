"""Whose records are kept and not used."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from app.domain.ids import SiteId, VisitorId
from app.store.inserting import insert_once
from app.store.tables import RestrictionRow


def add(connection: Connection, site: SiteId, visitor: VisitorId, now: datetime) -> bool:
    """Restrict a visitor's records; False where they are already."""
    return insert_once(connection, RestrictionRow, {"site": site, "visitor": visitor, "since": now})


def lift(connection: Connection, site: SiteId, visitor: VisitorId) -> bool:
    """Lift a restriction; False where there is none."""
    statement = delete(RestrictionRow).where(RestrictionRow.site == site, RestrictionRow.visitor == visitor)
    return connection.execute(statement).rowcount == 1


def since(connection: Connection, site: SiteId, visitor: VisitorId) -> datetime | None:
    """Return since when a visitor's records are restricted, None where they are not."""
    return connection.scalar(
        select(RestrictionRow.since).where(RestrictionRow.site == site, RestrictionRow.visitor == visitor)
    )
