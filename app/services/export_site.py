"""Export a site: all its records, page by page, or one page of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from app.domain.access import Act, Occasion
from app.domain.errors import InvalidField
from app.domain.export import Cursor, PageEnd
from app.domain.ids import RecordId
from app.domain.site import Site
from app.services.exporting.lines import as_json, heading, record_line, record_row, seal_line
from app.services.exporting.places import Places
from app.services.note_access import note_access
from app.services.transaction import reading, writing
from app.signing.keyring import Keyring
from app.signing.signature import sign_beside
from app.store import leaves
from app.store.consents import Place
from app.store.leaves import KeptLeaf

AT_ONCE = 1_000


class Form(StrEnum):
    """How records are written out."""

    NDJSON = "ndjson"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Page:
    """A part of an export that is whole in itself; `next` is where it goes on, None at the end.

    `left_out` counts the records that may not be used.
    """

    lines: bytes
    records: int
    left_out: int
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Export:
    """An export that has begun: how many records it is about, and its pages, to be read one after the other."""

    records: int
    pages: Iterator[Page]


@dataclass(frozen=True, slots=True)
class Order:
    """How to export, from where on, and whether with the records that are restricted: those only an authority sees.

    `at_most` is for who puts all together while somebody waits.
    """

    form: Form
    after: Cursor | None = None
    with_restricted: bool = False
    at_most: int | None = None


def export_site(keyring: Keyring, site: Site, order: Order, occasion: Occasion) -> Export:
    """Return the records that a site has now, or had when the export began that goes on after a cursor.

    The access is in the log before the first page is read. Each page is read by itself and holds nothing up, however
    slowly it is taken. Restricted records are counted and left out, unless they are ordered. NDJSON is signed, and
    carries each record's place in its seal. Raises InvalidField where there are more records than that,
    StoreUnavailable, and UnusableKeys where NDJSON cannot be signed.
    """
    until = occasion.at if order.after is None else order.after.until
    with writing() as connection:
        count = leaves.count(connection, site.id, until)
        if order.at_most is not None and count > order.at_most:
            raise InvalidField("site", f"It has {count} records: the operator gives out more than {order.at_most}.")
        note_access(connection, site.id, occasion, Act.EXPORT, count)
    return Export(count, _written(keyring, site, order, until, occasion.at))


def export_page(keyring: Keyring, site: Site, order: Order, occasion: Occasion) -> Page:
    """Return one page of what `export_site` returns; the access to what is on it is in the log before it is told."""
    until = occasion.at if order.after is None else order.after.until
    page = next(_written(keyring, site, order, until, occasion.at))
    with writing() as connection:
        note_access(connection, site.id, occasion, Act.EXPORT, page.records)
    return page


def _written(keyring: Keyring, site: Site, order: Order, until: datetime, now: datetime) -> Iterator[Page]:
    found = _found(site, order, until)
    return _rows(found) if order.form is Form.CSV else _signed_pages(keyring, site, found, now)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is on a page, with where it begins and where the next one does."""

    kept: Sequence[KeptLeaf]
    left_out: int
    until: datetime
    after: Cursor | None
    next: Cursor | None


def _signed_pages(keyring: Keyring, site: Site, pages: Iterable[_Found], now: datetime) -> Iterator[Page]:
    places = Places()
    told: set[int] = set()
    for page in pages:
        lines = []
        with reading() as connection:
            for kept in page.kept:
                place = places.of(connection, kept)
                if place is not None and place.seal.number not in told:
                    told.add(place.seal.number)
                    lines.append(seal_line(place.seal))
                lines.append(record_line(kept, place))
        end = PageEnd(
            site=site.id,
            until=page.until,
            after=None if page.after is None else str(page.after),
            next=None if page.next is None else str(page.next),
            records=len(page.kept),
            left_out=page.left_out,
            sha256=sha256(b"".join(lines)).hexdigest(),
            written_at=now,
        ).document()
        lines.append(as_json({**end, "signature": sign_beside(keyring, end)}))
        yield Page(b"".join(lines), len(page.kept), page.left_out, page.next)


def _rows(pages: Iterable[_Found]) -> Iterator[Page]:
    for page in pages:
        lines = [heading()] if page.after is None else []
        yield Page(b"".join([*lines, *map(record_row, page.kept)]), len(page.kept), page.left_out, page.next)


def _found(site: Site, order: Order, until: datetime) -> Iterator[_Found]:
    """Return page after page; the last one may be empty."""
    after = order.after
    while True:
        place = None if after is None else Place(after.recorded_at, after.record)
        with reading() as connection:
            found = leaves.of_site(connection, site.id, place, until, AT_ONCE + 1)
        page = found[:AT_ONCE]
        following = _behind(page[-1], until) if len(found) > AT_ONCE else None
        told = [kept for kept in page if order.with_restricted or not kept.is_restricted]
        yield _Found(told, len(page) - len(told), until, after, following)
        if following is None:
            return
        after = following


def _behind(kept: KeptLeaf, until: datetime) -> Cursor:
    return Cursor(until, kept.recorded_at, RecordId(kept.content["id"]))
