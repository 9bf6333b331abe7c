"""Verify the book: that every record and every seal is the one that was written."""

import gc
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.domain.banner import fingerprint_of
from app.domain.finding import Fault, Finding
from app.domain.ids import SiteId
from app.domain.seal import LATE_AT_MOST, Seal, fingerprint
from app.services.transaction import reading
from app.services.verifying.records import Look, Records
from app.services.verifying.seals import check_link, check_places, open_seal
from app.signing.keyring import Keyring
from app.store import accesses, banners, book, destroying, seals
from app.store.book import Page
from app.store.seals import KeptSeal

_END = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was read and found, in the order of the book. `newest` is the fingerprint of the last seal.

    `destroyed` counts the places of records that are gone, and stand in the log of what was destroyed.
    """

    records: int
    accesses: int
    erased: int
    destroyed: int
    unsealed: int
    seals: int
    newest: str | None
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Walk:
    connection: Connection
    keyring: Keyring
    records: Records
    before: KeptSeal | None = None
    seals: int = 0
    fingerprints: set[str] = field(default_factory=set)
    banners: dict[str, str] = field(default_factory=dict)

    def seal(self, kept: KeptSeal) -> Iterator[Finding]:
        """Check a seal, and the records that came up to it."""
        self.seals += 1
        opened = open_seal(self.keyring, kept)
        yield from opened.findings
        after = None if self.before is None else self.before.until
        self._read(after, kept.until)
        entries = [entry for tile in seals.tiles(self.connection, kept.number) for entry in tile.entries()]
        look = Look(self._find, lambda: self._destroyed(kept))
        yield from self.records.match(entries, look, kept.until - LATE_AT_MOST)
        if opened.seal is not None:
            yield from check_link(opened.seal, self.before)
            yield from check_places(opened.seal, entries, self.records.order)
            yield from self._banners(opened.seal)
        self.fingerprints.add(fingerprint(kept.signed))
        self.before = kept

    def rest(self) -> Iterator[Finding]:
        """Check what is not sealed yet."""
        last = None if self.before is None else self.before.until
        self._read(last, _END)
        yield from self.records.rest()
        if last is not None:
            for banner in banners.composed(self.connection, None, last - LATE_AT_MOST):
                if (name := f"{banner.site}/{banner.revision}") not in self.banners:
                    yield Finding(Fault.INSERTED, f"Banner {name}", "It is older than the last seal; no seal knows it.")

    def _read(self, after: datetime | None, until: datetime) -> None:
        self.records.read(book.pages(self.connection, after, until))
        self.records.read(accesses.pages(self.connection, after, until))

    def _find(self, identity: bytes) -> tuple[Page, ...]:
        return book.of_id(self.connection, identity) + accesses.of_id(self.connection, identity)

    def _destroyed(self, seal: KeptSeal) -> frozenset[bytes]:
        return frozenset(destroying.noted(self.connection, seal.since, seal.until))

    def _banners(self, seal: Seal) -> Iterator[Finding]:
        for name, expected in seal.banners.items() - self.banners.items():
            site, _, revision = name.partition("/")
            shown = banners.shown(self.connection, SiteId(site), revision)
            self.banners[name] = expected
            if shown is None:
                yield Finding(Fault.REMOVED, f"Banner {name}", f"Seal {seal.number} knows it, and it is gone.")
            elif fingerprint_of(shown) != expected:
                yield Finding(Fault.CHANGED, f"Banner {name}", "What it shows is not what was sealed.")


def verify_book(keyring: Keyring, known: Collection[str], tell: Callable[[int], None]) -> Verified:
    """Read the whole book and return what is wrong with it; `tell` hears now and then how many records were read.

    `known` are fingerprints that somebody noted elsewhere: a book that was cut short or sealed anew lacks them.
    The public keys are enough. Nothing is written, and no network is asked. Raises StoreUnavailable.
    """
    with _without_looking_for_cycles(), reading() as connection:
        before = accesses.erased_records(connection)
        walk = _Walk(connection, keyring, Records(tell))
        findings: list[Finding] = []
        while kept := seals.following(connection, 0 if walk.before is None else walk.before.number):
            findings += walk.seal(kept)
        findings += walk.rest()
        findings += [
            Finding(Fault.RE_SIGNED, f"Seal {noted}", "It was noted elsewhere, and the book does not have it.")
            for noted in known
            if noted not in walk.fingerprints
        ]
        findings += _check_erased(walk, before, accesses.erased_records(connection))
    return Verified(
        records=walk.records.count - walk.records.accesses,
        accesses=walk.records.accesses,
        erased=walk.records.erased,
        destroyed=walk.records.destroyed,
        unsealed=len(walk.records.waiting),
        seals=walk.seals,
        newest=None if walk.before is None else fingerprint(walk.before.signed),
        findings=tuple(findings),
    )


@contextmanager
def _without_looking_for_cycles() -> Iterator[None]:
    """Keep Python from going through all that is held, again and again, for cycles that pages never form."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _check_erased(walk: _Walk, before: int, after: int) -> Iterator[Finding]:
    """Look whether as many records are erased as erasures were noted, by any that came while we read."""
    if not before <= walk.records.erased <= after:
        why = f"{walk.records.erased} records name nobody, and erasures of {after} are noted."
        yield Finding(Fault.CHANGED, "Erasures", why)
