"""Export everything that is held about one visitor: all of it, or page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.access import Access, Act, Occasion
from app.domain.consent import ConsentRecord
from app.domain.errors import InvalidField
from app.domain.ids import VisitorId
from app.domain.moment import written
from app.domain.site import Site
from app.services.exporting.lines import as_json
from app.services.issue_receipt import issue_receipt
from app.services.note_access import note_access
from app.services.read_history import Place, read_history
from app.services.transaction import reading, writing
from app.signing.keyring import Keyring
from app.signing.signature import sign_beside
from app.store import accesses, consents, restrictions

FORM = "kelisim-visitor-1"
"""The last line's; the lines before it are receipts."""

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class VisitorPage:
    """A part of what is held about a visitor; `next` is where it goes on, None at the end."""

    lines: bytes
    next: Place | None


def export_visitor(
    keyring: Keyring, site: Site, visitor: VisitorId, occasion: Occasion, at_most: int | None = None
) -> Iterator[bytes]:
    """Return a visitor's records as receipts, newest first, and last a signed line: how many, and who saw them.

    The access is in the log before the first line; it names only whom a record names.
    Raises InvalidField where she has more records than that, UnusableKeys, StoreUnavailable.
    """
    with writing() as connection:
        count = consents.hold(connection, site.id, visitor)
        if at_most is not None and count > at_most:
            raise InvalidField("visitor", f"She has {count} records: the operator gives out more than {at_most}.")
        note_access(connection, site.id, occasion, Act.EXPORT, count, of=visitor if count else None)
    return _lines(keyring, site, visitor, occasion.at)


def export_visitor_page(
    keyring: Keyring, site: Site, visitor: VisitorId, after: Place | None, occasion: Occasion
) -> VisitorPage:
    """Return one page of what `export_visitor` returns; the pages one after the other are the same file.

    The access to what is on it is in the log before it is told. The signed line, on the last page, counts all records
    that she has then: where she answered while the pages were asked for, it counts more than there are.
    """
    history = read_history(site, visitor, after, AT_ONCE)
    with writing() as connection:
        count = consents.hold(connection, site.id, visitor)
        note_access(connection, site.id, occasion, Act.EXPORT, len(history.records), of=visitor if count else None)
    lines = [_receipt(keyring, site, record, occasion.at) for record in history.records]
    if history.next is None:
        lines.append(_end(keyring, site, visitor, count, occasion.at))
    return VisitorPage(b"".join(lines), history.next)


def _lines(keyring: Keyring, site: Site, visitor: VisitorId, now: datetime) -> Iterator[bytes]:
    count = 0
    place: Place | None = None
    while True:
        history = read_history(site, visitor, place, AT_ONCE)
        for record in history.records:
            count += 1
            yield _receipt(keyring, site, record, now)
        place = history.next
        if place is None:
            break
    yield _end(keyring, site, visitor, count, now)


def _receipt(keyring: Keyring, site: Site, record: ConsentRecord, now: datetime) -> bytes:
    return as_json(issue_receipt(keyring, site, record.decision.visitor, record.decision.id, now))


def _end(keyring: Keyring, site: Site, visitor: VisitorId, count: int, now: datetime) -> bytes:
    with reading() as connection:
        seen = accesses.of_visitor(connection, site.id, visitor)
        since = restrictions.since(connection, site.id, visitor)
    document = {
        "form": FORM,
        "site": site.id,
        "visitor": visitor,
        "written_at": written(now),
        "records": count,
        "restricted_since": None if since is None else written(since),
        "accesses": [_access(each) for each in seen],
    }
    return as_json({**document, "signature": sign_beside(keyring, document)})


def _access(access: Access) -> dict[str, Any]:
    return {"at": written(access.at), "actor": access.actor, "act": access.act, "reason": access.reason}
