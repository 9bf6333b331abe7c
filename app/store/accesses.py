"""The log of accesses: appended, read back, and freed of who it was about by erasure."""

import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)

from app.domain.access import Access, Act, Actor, Destroyed, Sought, content_of, hash_visitor
from app.domain.ids import SiteId, VisitorId
from app.domain.leaf import leaf_of
from app.domain.moment import written
from app.domain.shard import shard_of_id, shard_of_visitor
from app.domain.tile import Entry
from app.store.book import Page
from app.store.consents import Place
from app.store.database import Moment
from app.store.tables import AccessRow, ConsentRow, SiteRow

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def append(connection: Connection, access: Access) -> None:
    """Append an access with its leaf."""
    nonce = None if access.visitor is None else secrets.token_urlsafe(16)
    row = {
        "site": access.site,
        "id": access.id,
        "shard": shard_of_id(access.id) if access.visitor is None else shard_of_visitor(access.visitor),
        "at": access.at,
        "actor": access.actor,
        "act": access.act,
        "visitor": access.visitor,
        "nonce": nonce,
        "records": access.records,
        "reason": access.reason,
    }
    if access.destroyed is not None:
        row |= asdict(access.destroyed)
    connection.execute(insert(AccessRow).values(**row, leaf=leaf_of(content_of(row, _subject(row)))))


def of_site(connection: Connection, site: SiteId, since: datetime) -> Iterator[Access]:
    """Return the accesses to a site's records from a moment on, oldest first."""
    statement = _SELECT.where(AccessRow.site == site, AccessRow.at >= since).order_by(AccessRow.at, AccessRow.id)
    return map(_read, connection.execute(statement))


def latest(
    connection: Connection, site: SiteId, sought: Sought, before: Place | None, limit: int
) -> tuple[Access, ...]:
    """Return the accesses at a site that are looked for, newest first, from behind a place on."""
    statement = _SELECT.where(AccessRow.site == site, *_conditions(sought))
    if before is not None:
        here = tuple_(AccessRow.at, AccessRow.id)
        there = tuple_(literal(before.recorded_at, Moment()), literal(before.record))
        statement = statement.where(here < there, AccessRow.at <= before.recorded_at)
    return tuple(
        map(_read, connection.execute(statement.order_by(AccessRow.at.desc(), AccessRow.id.desc()).limit(limit)))
    )


def actors(connection: Connection, site: SiteId, at_most: int) -> list[Actor]:
    """Return who stands in the log of a site; each is found by a step in an index, however much she did."""
    found: list[Actor] = []
    while len(found) < at_most:
        following = select(func.min(AccessRow.actor)).where(
            AccessRow.site == site, AccessRow.actor > "".join(found[-1:])
        )
        actor = connection.scalar(following)
        if actor is None:
            break
        found.append(Actor(actor))
    return found


def of_visitor(connection: Connection, site: SiteId, visitor: VisitorId) -> tuple[Access, ...]:
    """Return the accesses to a visitor's records, oldest first."""
    statement = _SELECT.where(_of(site, visitor))
    return tuple(map(_read, connection.execute(statement.order_by(AccessRow.at, AccessRow.id))))


def named_only_here(connection: Connection, site: SiteId, visitors: Collection[VisitorId]) -> Sequence[VisitorId]:
    """Return which of these visitors the log names, though no record of them is kept any more."""
    record = exists().where(
        ConsentRow.site == AccessRow.site, ConsentRow.shard == AccessRow.shard, ConsentRow.visitor == AccessRow.visitor
    )
    statement = select(AccessRow.visitor).distinct()
    found = statement.where(AccessRow.site == site, AccessRow.visitor.in_(visitors), ~record)
    return [VisitorId(visitor) for visitor in connection.scalars(found) if visitor]


def erase(connection: Connection, site: SiteId, visitor: VisitorId) -> bool:
    """Take a visitor out of the log; False where it does not name her.

    A hash of her stays, so that the book still verifies.
    """
    statement = select(AccessRow.id, AccessRow.visitor, AccessRow.nonce).where(_of(site, visitor))
    erased = [
        {"access": row["id"], "hash": hash_visitor(row["visitor"], row["nonce"])}
        for row in connection.execute(statement.order_by(AccessRow.id).with_for_update()).mappings()
    ]
    if erased:
        connection.execute(_ERASE.where(_of(site, visitor)), erased)
    return bool(erased)


def erased_records(connection: Connection) -> int:
    """Return how many erased records there are: as many as were erased, without those that were destroyed since."""
    erased = case((AccessRow.act == Act.ERASE, AccessRow.records), else_=-AccessRow.erased)
    statement = select(func.coalesce(func.sum(erased), 0)).where(
        AccessRow.site.in_(select(SiteRow.id)), AccessRow.act.in_([Act.ERASE, Act.DESTROY])
    )
    return connection.scalar(statement) or 0


def entries(
    connection: Connection, after: datetime | None, until: datetime, at_most: int
) -> Iterator[tuple[datetime, str, Entry]]:
    """Return when the first accesses between two moments came, to which site's records, and what goes into a seal."""
    statement = _between(select(AccessRow.at, AccessRow.site, AccessRow.id, AccessRow.leaf), after, until)
    for at, site, access, leaf in connection.execute(statement.limit(at_most)):
        yield at, site, Entry(UUID(access).bytes, leaf)


def pages(connection: Connection, after: datetime | None, until: datetime) -> Iterator[Page]:
    """Return the accesses that came behind one moment and up to another, as verifying reads them."""
    return map(_page, connection.execute(_between(_SELECT, after, until)))


def of_id(connection: Connection, access: bytes) -> tuple[Page, ...]:
    """Return the accesses of an id, at whichever sites."""
    at_any_site = AccessRow.site.in_(select(SiteRow.id))
    statement = _SELECT.where(at_any_site, AccessRow.id == str(UUID(bytes=access)))
    return tuple(map(_page, connection.execute(statement)))


_SELECT: Select[Any] = select(*AccessRow.__table__.columns)
_ERASE = (
    update(AccessRow)
    .where(AccessRow.id == bindparam("access"))
    .values(visitor=None, nonce=None, subject=bindparam("hash"))
)


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    told: list[ColumnElement[bool]] = []
    if sought.actors:
        told.append(AccessRow.actor.in_(sought.actors))
    if sought.acts:
        told.append(AccessRow.act.in_(sorted(sought.acts)))
    if sought.since is not None:
        told.append(AccessRow.at >= sought.since)
    if sought.until is not None:
        told.append(AccessRow.at < sought.until)
    if sought.visitors:
        told.append(AccessRow.visitor.in_(sought.visitors))
    return told


def _of(site: SiteId, visitor: VisitorId) -> ColumnElement[bool]:
    return and_(AccessRow.site == site, AccessRow.shard == shard_of_visitor(visitor), AccessRow.visitor == visitor)


def _between(statement: Any, after: datetime | None, until: datetime) -> Select[Any]:
    between: Select[Any] = statement.where(AccessRow.at > (after or _BEGINNING), AccessRow.at <= until)
    return between.order_by(AccessRow.at, AccessRow.site, AccessRow.id)


def _subject(row: Any) -> bytes | None:
    return None if row["nonce"] is None else hash_visitor(row["visitor"] or "", row["nonce"])


def _page(row: Row[Any]) -> Page:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name, kept from clashing with columns
    gives = leaf_of(content_of(values, _subject(values) or values["subject"]))
    return Page(row.site, row.id, written(row.at), row.leaf, gives, is_erased=False, kind="Access")


def _read(row: Row[Any]) -> Access:
    return Access(
        id=row.id,
        site=SiteId(row.site),
        at=row.at,
        actor=Actor(row.actor),
        act=Act(row.act),
        records=row.records,
        visitor=None if row.visitor is None else VisitorId(row.visitor),
        reason=row.reason,
        destroyed=None if row.ids is None else Destroyed(row.since, row.until, row.erased, row.ids),
    )
