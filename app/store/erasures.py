"""That someone was erased; not who."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from app.domain.ids import SiteId
from app.store.tables import ErasureRow


def add(connection: Connection, erasure: str, site: SiteId, records: int, now: datetime) -> None:
    """Note an erasure."""
    connection.execute(insert(ErasureRow).values(id=erasure, site=site, erased_at=now, records=records))


def empty_log(connection: Connection) -> None:
    """Move SQLite's write-ahead log into the file: until then it holds the rows as they were before.

    While somebody still reads them they stay, and the next erasure takes them along.
    """
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def erased(connection: Connection) -> int:
    """Return how many records were erased since the beginning."""
    return connection.scalar(select(func.coalesce(func.sum(ErasureRow.records), 0))) or 0
