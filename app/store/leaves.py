"""What stands in the book for one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, literal, select, tuple_

from app.domain.ids import RecordId, SiteId, VisitorId
from app.domain.leaf import CONTENT, SUBJECT, content_of, hash_subject
from app.domain.shard import shard_of_visitor
from app.store.consents import Place
from app.store.database import Moment
from app.store.tables import ConsentRow, RestrictionRow


@dataclass(frozen=True, slots=True)
class KeptLeaf:
    """A record's content and subject as they were hashed, and its leaf. The subject is None where it was erased."""

    content: dict[str, Any]
    subject: dict[str, Any] | None
    leaf: bytes
    recorded_at: datetime
    is_restricted: bool = False


def kept(connection: Connection, site: SiteId, visitor: VisitorId, record: RecordId) -> KeptLeaf:
    """Return the leaf of a visitor's record that is there and not erased."""
    statement = _SELECT.where(
        ConsentRow.site == site, ConsentRow.shard == shard_of_visitor(visitor), ConsentRow.id == record
    )
    return _read(connection.execute(statement).mappings().one())


def of_site(
    connection: Connection, site: SiteId, after: Place | None, until: datetime, limit: int
) -> tuple[KeptLeaf, ...]:
    """Return leaves of a site in the order in which its records came, from behind a place, up to a moment."""
    # SQLite would look for the site alone, and sort all its records anew for every page.
    of_site = ConsentRow.site.concat("") if connection.dialect.name == "sqlite" else ConsentRow.site
    statement = (
        _SELECT.outerjoin(RestrictionRow, _RESTRICTION)
        .add_columns(RestrictionRow.since)
        .where(of_site == site, ConsentRow.recorded_at <= until)
    )
    if after is not None:
        here = tuple_(ConsentRow.recorded_at, ConsentRow.id)
        there = tuple_(literal(after.recorded_at, Moment()), literal(after.record))
        statement = statement.where(here > there, ConsentRow.recorded_at >= after.recorded_at)
    ordered = statement.order_by(ConsentRow.recorded_at, ConsentRow.id).limit(limit)
    return tuple(_read(row) for row in connection.execute(ordered).mappings())


def count(connection: Connection, site: SiteId, until: datetime) -> int:
    """Return how many records of a site came up to a moment."""
    statement = select(func.count()).where(ConsentRow.site == site, ConsentRow.recorded_at <= until)
    return connection.scalar(statement) or 0


_RESTRICTION = and_(RestrictionRow.site == ConsentRow.site, RestrictionRow.visitor == ConsentRow.visitor)
_SELECT = select(*(ConsentRow.__table__.columns[name] for name in (*CONTENT, *SUBJECT, "subject", "leaf")))


def _read(row: Mapping[Any, Any]) -> KeptLeaf:
    is_erased = row["nonce"] is None
    subject = None if is_erased else {name: row[name] for name in SUBJECT}
    hashed = row["subject"] if subject is None else hash_subject(subject)
    return KeptLeaf(content_of(row, hashed), subject, row["leaf"], row["recorded_at"], row.get("since") is not None)
