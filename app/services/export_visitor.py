"""Export everything that is held about one visitor."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.domain.access import Access, Act, Occasion
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

_AT_ONCE = 200


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


def _lines(keyring: Keyring, site: Site, visitor: VisitorId, now: datetime) -> Iterator[bytes]:
    count = 0
    place: Place | None = None
    while True:
        history = read_history(site, visitor, place, _AT_ONCE)
        for record in history.records:
            count += 1
            yield as_json(issue_receipt(keyring, site, visitor, record.decision.id, now))
        place = history.next
        if place is None:
            break
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
    yield as_json({**document, "signature": sign_beside(keyring, document)})


def _access(access: Access) -> dict[str, Any]:
    return {"at": written(access.at), "actor": access.actor, "act": access.act, "reason": access.reason}
