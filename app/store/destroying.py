"""Records that are older than their site keeps them: found, counted, and deleted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, exists, func, select

from app.domain.access import Act, Destroyed
from app.domain.ids import RecordId, SiteId, VisitorId
from app.domain.tile import ID_SIZE
from app.store.tables import AccessRow, ConsentRow, RestrictionRow


@dataclass(frozen=True, slots=True)
class Due:
    """A record to destroy; its visitor is None where it was erased."""

    record: RecordId
    recorded_at: datetime
    visitor: VisitorId | None


def count(connection: Connection, site: SiteId, before: datetime) -> int:
    """Return how many records of a site came before a moment and are not restricted."""
    return connection.scalar(_due(select(func.count()), ConsentRow.site == site, before)) or 0


def due(connection: Connection, site: SiteId, after: datetime, before: datetime, limit: int) -> tuple[Due, ...]:
    """Return the oldest records of a site from one moment on that came before another and are not restricted.

    Nobody else changes them until the transaction ends.
    """
    # SQLite would look for the site alone, and sort all its records anew for every batch.
    of_site = (ConsentRow.site.concat("") if connection.dialect.name == "sqlite" else ConsentRow.site) == site
    statement = _due(select(*_COLUMNS), of_site, before).where(ConsentRow.recorded_at >= after)
    ordered = statement.order_by(ConsentRow.recorded_at, ConsentRow.id).limit(limit)
    return tuple(map(_read, connection.execute(ordered.with_for_update(of=ConsentRow))))


def destroy(connection: Connection, site: SiteId, due: Sequence[Due]) -> tuple[Due, ...]:
    """Delete records that are due, but for those that have been restricted since; return the deleted ones in order."""
    statement = delete(ConsentRow).where(
        ConsentRow.site == site, ConsentRow.id.in_([each.record for each in due]), ~exists().where(_RESTRICTION)
    )
    gone = map(_read, connection.execute(statement.returning(*_COLUMNS)))
    return tuple(sorted(gone, key=lambda each: (each.recorded_at, each.record)))


def noted(connection: Connection, since: datetime, until: datetime) -> Iterator[bytes]:
    """Return the ids of records that were destroyed as the log says, of those that came about the time of a seal."""
    statement = select(AccessRow.ids).where(
        AccessRow.act == Act.DESTROY, AccessRow.since <= until, AccessRow.until >= since
    )
    for ids in connection.scalars(statement):
        joined = ids or b""
        yield from (joined[start : start + ID_SIZE] for start in range(0, len(joined), ID_SIZE))


def destroyed(records: Sequence[Due]) -> Destroyed:
    """Return what the log is to say of records that are destroyed together, in the order in which they came."""
    return Destroyed(
        since=records[0].recorded_at,
        until=records[-1].recorded_at,
        erased=sum(record.visitor is None for record in records),
        ids=b"".join(UUID(record.record).bytes for record in records),
    )


_COLUMNS = (ConsentRow.id, ConsentRow.recorded_at, ConsentRow.visitor)
_RESTRICTION = and_(RestrictionRow.site == ConsentRow.site, RestrictionRow.visitor == ConsentRow.visitor)


def _read(row: Any) -> Due:
    return Due(RecordId(row.id), row.recorded_at, row.visitor)


def _due(statement: Any, of_site: ColumnElement[bool], before: datetime) -> Select[Any]:
    found: Select[Any] = statement.select_from(ConsentRow).outerjoin(RestrictionRow, _RESTRICTION)
    return found.where(of_site, ConsentRow.recorded_at < before, RestrictionRow.since.is_(None))
