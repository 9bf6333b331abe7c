"""Export a site: all its records, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from app.domain.access import Act, Occasion
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
    """A part of an export that is whole in itself; `next` is where it goes on, None at the end."""

    lines: bytes
    records: int
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Export:
    """An export that has begun: how many records it is about, and its pages, to be read one after the other."""

    records: int
    pages: Iterator[Page]


def export_site(keyring: Keyring, site: Site, form: Form, after: Cursor | None, occasion: Occasion) -> Export:
    """Return the records that a site has now, or had when the export began that goes on after a cursor.

    The access is in the log before the first page is read. Each page is read by itself and holds nothing up, however
    slowly it is taken. NDJSON is signed, and carries each record's place in its seal. Raises StoreUnavailable, and
    UnusableKeys where NDJSON cannot be signed.
    """
    until = occasion.at if after is None else after.until
    with writing() as connection:
        count = leaves.count(connection, site.id, until)
        note_access(connection, site.id, occasion, Act.EXPORT, count)
    if form is Form.CSV:
        return Export(count, _rows(site, after, until))
    return Export(count, _signed_pages(keyring, site, after, until, occasion.at))


def _signed_pages(keyring: Keyring, site: Site, after: Cursor | None, until: datetime, now: datetime) -> Iterator[Page]:
    places = Places()
    told: set[int] = set()
    for found, here, following in _found(site, after, until):
        lines = []
        with reading() as connection:
            for kept in found:
                place = places.of(connection, kept)
                if place is not None and place.seal.number not in told:
                    told.add(place.seal.number)
                    lines.append(seal_line(place.seal))
                lines.append(record_line(kept, place))
        end = PageEnd(
            site=site.id,
            until=until,
            after=None if here is None else str(here),
            next=None if following is None else str(following),
            records=len(found),
            sha256=sha256(b"".join(lines)).hexdigest(),
            written_at=now,
        ).document()
        lines.append(as_json({**end, "signature": sign_beside(keyring, end)}))
        yield Page(b"".join(lines), len(found), following)


def _rows(site: Site, after: Cursor | None, until: datetime) -> Iterator[Page]:
    for found, here, following in _found(site, after, until):
        lines = [heading()] if here is None else []
        yield Page(b"".join([*lines, *map(record_row, found)]), len(found), following)


def _found(
    site: Site, after: Cursor | None, until: datetime
) -> Iterator[tuple[tuple[KeptLeaf, ...], Cursor | None, Cursor | None]]:
    """Return what is on each page, with where it begins and where the next one does; the last one may be empty."""
    while True:
        place = None if after is None else Place(after.recorded_at, after.record)
        with reading() as connection:
            found = leaves.of_site(connection, site.id, place, until, AT_ONCE + 1)
        page = found[:AT_ONCE]
        following = _behind(page[-1], until) if len(found) > AT_ONCE else None
        yield page, after, following
        if following is None:
            return
        after = following


def _behind(kept: KeptLeaf, until: datetime) -> Cursor:
    return Cursor(until, kept.recorded_at, RecordId(kept.content["id"]))
