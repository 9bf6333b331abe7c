"""The ids of counted refusals that are old enough to be forgotten: nobody sends such an answer again."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, delete, func, select

from app.domain.ids import RecordId, SiteId
from app.store.tables import CountedRefusalRow


def count(connection: Connection, site: SiteId, before: date) -> int:
    """Return how many refusals of a site were counted before a day, and are remembered."""
    statement = select(func.count()).where(CountedRefusalRow.site == site, CountedRefusalRow.day < before)
    return connection.scalar(statement) or 0


def due(connection: Connection, site: SiteId, before: date, limit: int) -> tuple[RecordId, ...]:
    """Return ids of refusals that were counted before a day."""
    statement = select(CountedRefusalRow.id).where(CountedRefusalRow.site == site, CountedRefusalRow.day < before)
    return tuple(map(RecordId, connection.scalars(statement.limit(limit))))


def forget(connection: Connection, site: SiteId, records: Sequence[RecordId]) -> None:
    """Forget that these were counted; the sums stay."""
    connection.execute(
        delete(CountedRefusalRow).where(CountedRefusalRow.site == site, CountedRefusalRow.id.in_(records))
    )
