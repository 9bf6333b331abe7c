"""Consent records: appended, read back, and freed of who it was by erasure."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    literal_column,
    null,
    or_,
    select,
    union_all,
    update,
)

from app.domain.consent import ConsentRecord
from app.domain.decision import Decision, Method
from app.domain.device import Device
from app.domain.ids import CategoryId, CounterId, Language, RecordId, SiteId, VisitorId
from app.domain.leaf import SUBJECT, content_of, hash_subject, leaf_of
from app.domain.shard import shard_of, shard_of_id, shard_of_visitor
from app.domain.standing import Answer, answer_of
from app.store.database import begin_to_write
from app.store.inserting import insert_all, on_each_database, table_of, was_inserted
from app.store.notes import noted, take
from app.store.prepared import Prepared
from app.store.tables import ConsentRow, CountedRefusalRow, RestrictionRow

ERASED = VisitorId("")
"""Stands where an erased visitor's id stood."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a visitor's history, newest first: what comes after it is older."""

    recorded_at: datetime
    record: RecordId


@dataclass(frozen=True, slots=True)
class Before:
    """What was there before a decision.

    `answer` is the visitor's answer that held, of a record that came at `recorded_at`. `is_kept` says that there is
    a record of the decision's id, `is_restricted` that what is kept of the visitor may not be used.
    """

    answer: Answer | None
    recorded_at: datetime
    is_kept: bool
    is_restricted: bool

    def answer_with(self, record: ConsentRecord) -> Answer:
        """Return the answer that holds when this record is kept too: the last decided, as `in_use` finds it."""
        new, old = answer_of(record), self.answer
        if old is None or (old.at, self.recorded_at, old.record or "") < (new.at, record.recorded_at, new.record or ""):
            return new
        return old


class Overtaken(Exception):
    """Somebody else appended a record of the same id meanwhile; what was decided on has to be looked at again."""


def append(connection: Connection, site: SiteId, record: ConsentRecord) -> bool:
    """Append a record with its nonce and its leaf; False where its id is kept already, and nothing was written."""
    return was_inserted(connection, _APPEND[connection.dialect.name], _row(site, record))


def note(connection: Connection, site: SiteId, record: ConsentRecord) -> None:
    """Note a record whose id is not kept; it is appended, together with others, when the transaction ends."""
    noted(connection, _NOTED).append(_row(site, record))


def write_noted(connection: Connection) -> None:
    """Append what is noted, in one order everywhere; raise Overtaken where an id has come to be kept meanwhile."""
    for kind, insert in _INSERTS.items():
        rows = take(connection, kind)
        if rows:
            begin_to_write(connection)
            rows.sort(key=lambda row: (row["site"], row["id"]))
            if insert_all(connection, insert[connection.dialect.name], rows) != len(rows):
                raise Overtaken


def before(connection: Connection, site: SiteId, visitor: VisitorId, record: RecordId) -> Before:
    """Return what is there before a decision of this visitor and this id; in one statement."""
    _write_what_is_of(connection, visitor, record)
    known = {"site": site, "shard": shard_of(visitor, record), "visitor": visitor, "id": record}
    answer, recorded_at, is_kept, is_restricted = None, _NEVER, False, False
    for row in _BEFORE.rows(connection, known):
        if row.of_id:
            is_kept = True
        else:
            answer, recorded_at, is_restricted = _answer(visitor, row), row.recorded_at, row.since is not None
    return Before(answer, recorded_at, is_kept, is_restricted)


def note_refusal(connection: Connection, site: SiteId, record: RecordId, day: date) -> None:
    """Note a refusal that is only counted and was not before; its id is remembered when the transaction ends."""
    noted(connection, _REFUSALS).append({"site": site, "id": record, "shard": shard_of_id(record), "day": day})


def is_counted(connection: Connection, site: SiteId, record: RecordId) -> bool:
    """Tell whether this is the id of a refusal that was only counted."""
    known = {"site": site, "shard": shard_of_id(record), "id": record}
    if any(known.items() <= row.items() for row in noted(connection, _REFUSALS)):
        return True
    return connection.scalar(_COUNTED, known) is not None


def kept(connection: Connection, site: SiteId, visitor: VisitorId, record: RecordId) -> ConsentRecord | None:
    """Return the record of this id that lies where this visitor's do: hers, or one that names nobody any more.

    Where another visitor's record of the same id lies beside hers, it is that one.
    """
    _write_what_is_of(connection, None, record)
    row = connection.execute(_KEPT, {"site": site, "shard": shard_of(visitor, record), "id": record}).one_or_none()
    return None if row is None else _read(row)


def in_use(connection: Connection, site: SiteId, visitor: VisitorId) -> tuple[Answer | None, bool]:
    """Return what the record that holds answers, and whether a restriction forbids to use it; in one statement."""
    _write_what_is_of(connection, visitor, None)
    for row in _IN_USE.rows(connection, _whose(site, visitor)):
        return _answer(visitor, row), row.since is not None
    return None, False


def history(
    connection: Connection, site: SiteId, visitor: VisitorId, after: Place | None, limit: int
) -> tuple[ConsentRecord, ...]:
    """Return a visitor's records, newest first, from after a place on."""
    _write_what_is_of(connection, visitor, None)
    statement = _SELECT.where(_of(site, visitor))
    if after is not None:
        statement = statement.where(
            or_(
                ConsentRow.recorded_at < after.recorded_at,
                and_(ConsentRow.recorded_at == after.recorded_at, ConsentRow.id < after.record),
            )
        )
    rows = connection.execute(statement.order_by(ConsentRow.recorded_at.desc(), ConsentRow.id.desc()).limit(limit))
    return tuple(_read(row) for row in rows)


def hold(connection: Connection, site: SiteId, visitor: VisitorId) -> int:
    """Let nobody erase or destroy records of a visitor until the transaction ends; return how many there are."""
    _write_what_is_of(connection, visitor, None)
    return len(connection.execute(_IN_ORDER.where(_of(site, visitor)).with_for_update(read=True)).all())


def erase(connection: Connection, site: SiteId, visitor: VisitorId) -> int:
    """Take the visitor, and the pages where she decided, out of all her records; return how many there were.

    A hash of them with their nonce stays in their place: the book still verifies, and tells nobody who it was.
    What somebody else erases or destroys at the same time is not counted here.
    """
    _write_what_is_of(connection, visitor, None)
    erased = [
        {"record": row["id"], "hash": hash_subject(dict(row))}
        for row in connection.execute(_IN_ORDER.where(_of(site, visitor)).with_for_update()).mappings()
    ]
    if erased:
        connection.execute(_ERASE.where(_of(site, visitor)), erased)
    return len(erased)


_RECORDS = table_of(ConsentRow)
_RESTRICTIONS = table_of(RestrictionRow)
_HERE = and_(_RECORDS.c.site == bindparam("site"), _RECORDS.c.shard == bindparam("shard"))
_SELECT = select(_RECORDS)
_KEPT = _SELECT.where(_HERE, _RECORDS.c.id == bindparam("id"))
_COUNTS = table_of(CountedRefusalRow)
_COUNTED = select(_COUNTS.c.id).where(*(_COUNTS.c[name] == bindparam(name) for name in ("site", "shard", "id")))
# Rows are locked in the order in which retention does it: so nobody waits for one who waits for him.
_IN_ORDER = select(_RECORDS.c.id, *(_RECORDS.c[name] for name in SUBJECT)).order_by(
    _RECORDS.c.recorded_at, _RECORDS.c.id
)
_ERASE = (
    update(_RECORDS)
    .where(_RECORDS.c.id == bindparam("record"))
    .values(visitor=None, page=None, nonce=None, subject=bindparam("hash"))
)

# These are in the way of every answer, so they are made once.
_APPEND = on_each_database(lambda insert: insert(_RECORDS).on_conflict_do_nothing())
_COUNT = on_each_database(lambda insert: insert(_COUNTS).on_conflict_do_nothing())
_LATEST = (
    _SELECT.where(_HERE, _RECORDS.c.visitor == bindparam("visitor"))
    .order_by(_RECORDS.c.holds_from.desc(), _RECORDS.c.recorded_at.desc(), _RECORDS.c.id.desc())
    .limit(1)
)
_ANSWER = tuple(
    _RECORDS.c[name] for name in ("id", "edition", "decided_at", "holds_from", "recorded_at", "grants", "method")
)
_HOLDS = _LATEST.outerjoin(
    _RESTRICTIONS, and_(_RESTRICTIONS.c.site == _RECORDS.c.site, _RESTRICTIONS.c.visitor == _RECORDS.c.visitor)
).with_only_columns(*_ANSWER, _RESTRICTIONS.c.since)
_IN_USE = Prepared(_HOLDS)
_BEFORE = Prepared(
    union_all(
        select(_HOLDS.subquery(), literal_column("0").label("of_id")),
        select(*_ANSWER, null(), literal_column("1")).where(_HERE, _RECORDS.c.id == bindparam("id")),
    )
)

_NOTED = "records"
_REFUSALS = "refusals"
_INSERTS = {_NOTED: _APPEND, _REFUSALS: _COUNT}
_NEVER = datetime.min.replace(tzinfo=UTC)


def _write_what_is_of(connection: Connection, visitor: VisitorId | None, record: RecordId | None) -> None:
    """Append what is noted, where some of it is of this visitor or has this id: it is asked for now."""
    if any(row["visitor"] == visitor or row["id"] == record for row in noted(connection, _NOTED)):
        write_noted(connection)


def _of(site: SiteId, visitor: VisitorId) -> ColumnElement[bool]:
    return and_(ConsentRow.site == site, ConsentRow.shard == shard_of_visitor(visitor), ConsentRow.visitor == visitor)


def _whose(site: SiteId, visitor: VisitorId) -> dict[str, Any]:
    return {"site": site, "shard": shard_of_visitor(visitor), "visitor": visitor}


def _row(site: SiteId, record: ConsentRecord) -> dict[str, Any]:
    decision = record.decision
    row: dict[str, Any] = {
        "site": site,
        "id": decision.id,
        "shard": shard_of_visitor(decision.visitor),
        "visitor": decision.visitor,
        "decided_at": decision.decided_at,
        "holds_from": record.holds_from,
        "recorded_at": record.recorded_at,
        "method": decision.method,
        "categories": dict(decision.categories),
        "counters": dict(decision.counters),
        "grants": list(record.grants),
        "edition": decision.edition,
        "banner": decision.banner,
        "language": decision.language,
        "page": decision.page,
        "gpc": decision.gpc,
        "device": record.device,
        "nonce": secrets.token_urlsafe(16),
    }
    row["leaf"] = leaf_of(content_of(row, hash_subject(row)))
    return row


def _answer(visitor: VisitorId, row: Any) -> Answer:
    withdraws = row.method == Method.WITHDRAW
    grants = tuple(row.grants)
    return Answer(visitor, row.edition, row.holds_from, grants, withdraws, RecordId(row.id), row.decided_at)


def _read(row: Row[Any]) -> ConsentRecord:
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's documented name, kept from clashing with columns
    return ConsentRecord(
        decision=Decision(
            id=RecordId(values["id"]),
            visitor=ERASED if values["visitor"] is None else VisitorId(values["visitor"]),
            decided_at=values["decided_at"],
            method=Method(values["method"]),
            categories={CategoryId(name): answer for name, answer in values["categories"].items()},
            counters={CounterId(name): answer for name, answer in values["counters"].items()},
            edition=values["edition"],
            banner=values["banner"],
            language=Language(values["language"]),
            page=values["page"],
            gpc=values["gpc"],
        ),
        grants=tuple(values["grants"]),
        holds_from=values["holds_from"],
        recorded_at=values["recorded_at"],
        device=Device(values["device"]),
    )
