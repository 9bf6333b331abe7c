"""View one record of a visitor with what she was shown, see whether it is genuine, and note who looked."""

import json
from dataclasses import dataclass
from enum import StrEnum

from app.domain.access import Occasion
from app.domain.consent import ConsentRecord
from app.domain.errors import UnknownRecord
from app.domain.ids import RecordId, VisitorId
from app.domain.seal import Seal
from app.domain.site import Site
from app.services.composing.receipt import Screen
from app.services.issue_receipt import issue_receipt, screen_of
from app.services.note_reading import note_reading
from app.services.transaction import reading
from app.services.verify_receipt import BadReceipt, verify_receipt
from app.signing.keyring import Keyring
from app.store import consents


class Verdict(StrEnum):
    """What checking came to."""

    SEALED = "sealed"
    UNSEALED = "unsealed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Check:
    """Whether something is genuine: the seal that holds it, or what is wrong."""

    verdict: Verdict
    seal: Seal | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ViewedRecord:
    """A record, and what stood on the screen."""

    record: ConsentRecord
    screen: Screen


def view_record(site: Site, visitor: VisitorId, record: RecordId, occasion: Occasion) -> ViewedRecord:
    """Return a visitor's record; raise UnknownRecord where it is not hers."""
    with reading() as connection:
        kept = consents.kept(connection, site.id, visitor, record)
        if kept is None or kept.decision.visitor != visitor:
            raise UnknownRecord(record)
        screen = screen_of(connection, site, kept)
    note_reading(site, visitor, occasion, 1)
    return ViewedRecord(kept, screen)


def check_record(keyring: Keyring, site: Site, viewed: ViewedRecord, occasion: Occasion) -> Check:
    """Issue a record's receipt and verify it as anybody can, with the public keys; raises UnusableKeys."""
    decision = viewed.record.decision
    issued = issue_receipt(keyring, site, decision.visitor, decision.id, occasion.at)
    return check_receipt(keyring, json.loads(json.dumps(issued)))


def check_receipt(keyring: Keyring, document: object) -> Check:
    """Verify a receipt by the public keys, as `kelisim verify` does."""
    try:
        seal = verify_receipt(Keyring.of(keyring.public()), document)
    except BadReceipt as error:
        return Check(Verdict.BROKEN, why=str(error))
    return Check(Verdict.UNSEALED if seal is None else Verdict.SEALED, seal)
