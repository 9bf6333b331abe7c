"""Seal the book: close the run of records since the last seal under a root that is signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.domain import merkle
from app.domain.banner import fingerprint_of
from app.domain.seal import LATE_AT_MOST, RECORDS_AT_MOST, SETTLING, Seal, fingerprint
from app.domain.tile import Entry, tiles_of
from app.services.transaction import reading, writing
from app.signing.keyring import Keyring
from app.signing.signature import sign
from app.store import banners, book, erasures, seals
from app.store.seals import KeptSeal


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal that was made, and its fingerprint."""

    seal: Seal
    fingerprint: str


def seal_book(keyring: Keyring, now: datetime) -> Sealed | None:
    """Make the next seal, over 65,536 records at most; None where nothing is to be sealed.

    Records younger than a minute wait for the next seal, as one that came a little before them may still be on its
    way into the store. Nothing is locked while leaves are read and hashed. None also where somebody else made a
    seal meanwhile. Raises UnusableKeys, StoreUnavailable.
    """
    with reading() as connection:
        before = seals.latest(connection)
        run = _run(connection, before, now - SETTLING)
        if not run:
            return None
        seal = _seal(connection, before, run, now)
    signed = sign(keyring, seal.document())
    tiles = tiles_of([entry for _, entry in run])
    with writing() as connection:
        is_next = seals.append(connection, KeptSeal(seal.number, seal.since, seal.until, signed), tiles)
    return Sealed(seal, fingerprint(signed)) if is_next else None


def _run(connection: Connection, before: KeptSeal | None, until: datetime) -> list[tuple[datetime, Entry]]:
    """Return what is not sealed yet, with what came late: after the last seal, though its time lies before."""
    after = None if before is None else before.until - LATE_AT_MOST
    sealed = set() if after is None else _leaves(connection, after)
    run = []
    for recorded_at, entry in book.entries(connection, after, until):
        if entry.leaf not in sealed:
            run.append((recorded_at, entry))
            if len(run) == RECORDS_AT_MOST:
                break
    return run


def _leaves(connection: Connection, after: datetime) -> set[bytes]:
    return {
        entry.leaf
        for seal in seals.since(connection, after)
        for tile in seals.tiles(connection, seal)
        for entry in tile.entries()
    }


def _seal(
    connection: Connection, before: KeptSeal | None, run: Sequence[tuple[datetime, Entry]], now: datetime
) -> Seal:
    until = run[-1][0] if before is None else max(run[-1][0], before.until)
    after = None if before is None else before.until - LATE_AT_MOST
    return Seal(
        number=1 if before is None else before.number + 1,
        previous=None if before is None else fingerprint(before.signed),
        closed_at=now,
        since=run[0][0],
        until=until,
        records=len(run),
        root=merkle.root([entry.leaf for _, entry in run]),
        banners={
            f"{banner.site}/{banner.revision}": fingerprint_of(banner.shown)
            for banner in banners.composed(connection, after, until)
        },
        erased=erasures.erased(connection),
    )
