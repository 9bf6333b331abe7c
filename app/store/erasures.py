"""That someone was erased; not who."""

from datetime import datetime

from sqlalchemy import Connection, insert

from app.domain.ids import SiteId
from app.store.tables import ErasureRow


def add(connection: Connection, erasure: str, site: SiteId, records: int, now: datetime) -> None:
    """Note an erasure."""
    connection.execute(insert(ErasureRow).values(id=erasure, site=site, erased_at=now, records=records))
