"""Seal the book: close the run of records since the last seal under a root that is signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge

from sqlalchemy import Connection

from app.domain import merkle
from app.domain.banner import fingerprint_of
from app.domain.seal import LATE_AT_MOST, RECORDS_AT_MOST, SETTLING, Seal, fingerprint
from app.domain.tile import Entry, tiles_of
from app.services.transaction import reading, writing
from app.signing.keyring import Keyring
from app.signing.signature import sign
from app.store import accesses, banners, book, seals
from app.store.seals import KeptSeal


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal that was made, and its fingerprint."""

    seal: Seal
    fingerprint: str


def seal_book(keyring: Keyring, now: datetime) -> Sealed | None:
    """Make the next seal, over 65,536 records and accesses at most; None where nothing is to be sealed.

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
    tiles = tiles_of([place.entry for place in run])
    with writing() as connection:
        is_next = seals.append(connection, KeptSeal(seal.number, seal.since, seal.until, signed), tiles)
    return Sealed(seal, fingerprint(signed)) if is_next else None


@dataclass(frozen=True, slots=True)
class _Place:
    at: datetime
    entry: Entry
    is_access: bool


def _run(connection: Connection, before: KeptSeal | None, until: datetime) -> list[_Place]:
    """Return what is not sealed yet, with what came late: after the last seal, though its time lies before."""
    after = None if before is None else before.until - LATE_AT_MOST
    sealed = set() if after is None else _leaves(connection, after)
    run = []
    for place in _places(connection, after, until, RECORDS_AT_MOST + len(sealed)):
        if place.entry.leaf not in sealed:
            run.append(place)
            if len(run) == RECORDS_AT_MOST:
                break
    return run


def _places(connection: Connection, after: datetime | None, until: datetime, at_most: int) -> Iterator[_Place]:
    """Return records and accesses in one order; so many of each that what is not sealed among them fills a seal."""
    records = ((*each, False) for each in book.entries(connection, after, until, at_most))
    others = ((*each, True) for each in accesses.entries(connection, after, until, at_most))
    for at, _, entry, is_access in merge(records, others, key=lambda each: (each[0], each[1], each[2].id)):
        yield _Place(at, entry, is_access)


def _leaves(connection: Connection, after: datetime) -> set[bytes]:
    return {
        entry.leaf
        for seal in seals.since(connection, after)
        for tile in seals.tiles(connection, seal)
        for entry in tile.entries()
    }


def _seal(connection: Connection, before: KeptSeal | None, run: Sequence[_Place], now: datetime) -> Seal:
    until = run[-1].at if before is None else max(run[-1].at, before.until)
    of_accesses = sum(place.is_access for place in run)
    after = None if before is None else before.until - LATE_AT_MOST
    return Seal(
        number=1 if before is None else before.number + 1,
        previous=None if before is None else fingerprint(before.signed),
        closed_at=now,
        since=run[0].at,
        until=until,
        records=len(run) - of_accesses,
        accesses=of_accesses,
        root=merkle.root([place.entry.leaf for place in run]),
        banners={
            f"{banner.site}/{banner.revision}": fingerprint_of(banner.shown)
            for banner in banners.composed(connection, after, until)
        },
    )
