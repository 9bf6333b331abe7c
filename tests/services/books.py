"""Books with something in them, for the tests of sealing and verifying."""

from datetime import timedelta

from app.domain.access import Actor
from app.domain.device import Device
from app.domain.ids import VisitorId
from app.services.record_consent import record_consent
from app.services.seal_book import Sealed, seal_book
from app.services.verify_book import Verified, verify_book
from app.signing.keyring import Keyring
from tests.makers import NOW, a_decision, a_record_id, a_site

RING = Keyring(()).rotated(NOW - timedelta(days=1))
HOUR = timedelta(hours=1)
OPERATOR = Actor("operator:aigul")


def record(number: int, after: timedelta = timedelta(0), *, of: VisitorId | None = None) -> None:
    """Record an answer; every number has its second, and its visitor where it is `of` no other."""
    moment = NOW + after + timedelta(seconds=number)
    decision = a_decision(id=a_record_id(number), visitor=of or visitor(number), decided_at=moment)
    record_consent(a_site(), decision, Device.PHONE, moment)


def visitor(number: int) -> VisitorId:
    """Return the visitor of a number."""
    return VisitorId(f"{number:022}")


def seal(after: timedelta = HOUR, ring: Keyring = RING) -> Sealed | None:
    """Seal what there is, an hour later."""
    return seal_book(ring, NOW + after)


def verify(*known: str, ring: Keyring = RING) -> Verified:
    """Verify the book, with public keys only."""
    return verify_book(Keyring.of(ring.public()), known, lambda _count: None)
