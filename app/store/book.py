"""The book of record as sealing and verifying read it: all sites together, in the order in which records came.

Verifying reads every record there is, so here, and only here, columns are taken as the database holds them and put
into their canonical form without a detour by Python's types; `leaf_of_parts` makes of them what `leaf_of` made.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from json import loads
from json.encoder import encode_basestring
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Connection, Select, String, Text, cast, select, type_coerce

from app.domain.canonical import canonical
from app.domain.leaf import MEMBERS, SUBJECT, hash_subject_parts, leaf_of_parts
from app.domain.moment import read, rewritten
from app.domain.tile import Entry
from app.store.database import Moment
from app.store.tables import ConsentRow, SiteRow

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_AT_ONCE = 2_000


class Page(NamedTuple):
    """A record, or an access, as it stands in the book: the leaf it was given, and the leaf its content gives now."""

    site: str
    record: str
    came: str
    given: bytes
    gives: bytes
    is_erased: bool
    kind: str = "Record"

    @property
    def name(self) -> str:
        """The record's name in a finding."""
        return f"{self.kind} {self.record} of {self.site}"

    @property
    def recorded_at(self) -> datetime:
        """When it came."""
        return read(self.came)


def entries(
    connection: Connection, after: datetime | None, until: datetime, at_most: int
) -> Iterator[tuple[datetime, str, Entry]]:
    """Return when the first records between two moments came, of which site, and what of them goes into a seal."""
    whole = select(ConsentRow.recorded_at, ConsentRow.site, ConsentRow.id, ConsentRow.leaf)
    with connection.execute(_between(whole, after, until).limit(at_most)) as rows:
        for recorded_at, site, record, leaf in rows:
            yield recorded_at, site, Entry(UUID(record).bytes, leaf)


def pages(connection: Connection, after: datetime | None, until: datetime) -> Iterator[Page]:
    """Return the records that came behind one moment and up to another."""
    with connection.execute(_between(_WHOLE, after, until)) as rows:
        for some in rows.partitions():
            yield from map(_page, some)


def of_id(connection: Connection, record: bytes) -> tuple[Page, ...]:
    """Return the records of an id, at whichever sites."""
    at_any_site = ConsentRow.site.in_(select(SiteRow.id))
    return tuple(map(_page, connection.execute(_WHOLE.where(at_any_site, ConsentRow.id == str(UUID(bytes=record))))))


def _plain(name: str) -> ColumnElement[Any]:
    column = ConsentRow.__table__.columns[name]
    if isinstance(column.type, JSON):
        return cast(column, Text)
    return type_coerce(column, String) if isinstance(column.type, Moment) else column


_WHOLE: Select[Any] = select(*map(_plain, MEMBERS), *map(_plain, SUBJECT), ConsentRow.leaf)


def _between(statement: Any, after: datetime | None, until: datetime) -> Select[Any]:
    ordered: Select[Any] = (
        statement.where(ConsentRow.recorded_at > (after or _BEGINNING), ConsentRow.recorded_at <= until)
        .order_by(ConsentRow.recorded_at, ConsentRow.site, ConsentRow.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    return ordered


def _page(row: Sequence[Any]) -> Page:
    (banner, categories, counters, decided_at, device, edition, gpc, grants, holds_from, *others) = row
    (record, language, method, recorded_at, site, hashed, visitor, page, nonce, leaf) = others
    is_erased = nonce is None
    came = rewritten(recorded_at)
    if is_erased:
        subject = (hashed or b"").hex()
    else:
        subject = hash_subject_parts(_text(visitor), _text(page), encode_basestring(nonce))
    parts = (
        _word(banner),
        _json(categories),
        _json(counters),
        f'"{rewritten(decided_at)}"',
        _word(device),
        _word(edition),
        _word(gpc),
        _json(grants),
        f'"{rewritten(holds_from)}"',
        encode_basestring(record),
        _word(language),
        _word(method),
        f'"{came}"',
        _word(site),
        f'"{subject}"',
    )
    return Page(site, record, came, leaf, leaf_of_parts(parts), is_erased)


def _text(value: str | None) -> str:
    return "null" if value is None else encode_basestring(value)


@lru_cache(maxsize=4_096, typed=True)
def _word(value: object) -> str:
    """Write one of the few values that a column has."""
    return canonical(value).decode()


@lru_cache(maxsize=4_096)
def _json(text: str) -> str:
    """Put JSON into its canonical form; few answers differ, so most are read once. What is none stays as it is."""
    try:
        return canonical(loads(text)).decode()
    except ValueError:
        return text
