"""What stands in the book for one record."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from app.domain.ids import RecordId, SiteId
from app.domain.leaf import CONTENT, SUBJECT, content_of, hash_subject
from app.store.tables import ConsentRow


@dataclass(frozen=True, slots=True)
class KeptLeaf:
    """A record's content and subject as they were hashed, and its leaf."""

    content: dict[str, Any]
    subject: dict[str, Any]
    leaf: bytes


def kept(connection: Connection, site: SiteId, record: RecordId) -> KeptLeaf:
    """Return the leaf of a record that is there and not erased."""
    found = connection.execute(_SELECT.where(ConsentRow.site == site, ConsentRow.id == record)).mappings().one()
    row = dict(found)
    return KeptLeaf(content_of(row, hash_subject(row)), {name: row[name] for name in SUBJECT}, row["leaf"])


_SELECT = select(*(ConsentRow.__table__.columns[name] for name in (*CONTENT, *SUBJECT, "leaf")))
