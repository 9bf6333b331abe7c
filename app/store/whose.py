"""Whose records are, for people who look for one of them at a time."""

from sqlalchemy import Connection, func, select

from app.domain.ids import RecordId, SiteId, VisitorId
from app.domain.shard import shard_of_visitor
from app.store.tables import ConsentRow


def visitors(connection: Connection, site: SiteId, record: RecordId) -> tuple[VisitorId | None, ...]:
    """Return who has a record of this id, None for one that was erased; of two visitors each may have one."""
    statement = select(ConsentRow.visitor).where(ConsentRow.site == site, ConsentRow.id == record)
    found = connection.scalars(statement.order_by(ConsentRow.recorded_at))
    return tuple(None if visitor is None else VisitorId(visitor) for visitor in found)


def count(connection: Connection, site: SiteId, visitor: VisitorId) -> int:
    """Return how many records of a visitor are kept."""
    statement = select(func.count()).where(
        ConsentRow.site == site, ConsentRow.shard == shard_of_visitor(visitor), ConsentRow.visitor == visitor
    )
    return connection.scalar(statement) or 0
