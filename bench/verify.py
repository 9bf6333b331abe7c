"""Measures how fast `kelisim verify` reads a book, beside a bare SHA-256 of the same bytes: `make bench-verify`."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median
from uuid import UUID

import yaml
from flask_migrate import upgrade as migrate
from sqlalchemy import select

from app import create_app
from app.domain.canonical import canonical
from app.domain.consent import ConsentRecord, record
from app.domain.decision import Decision, Method
from app.domain.device import Device
from app.domain.ids import Language, RecordId, VisitorId
from app.domain.leaf import SUBJECT, content_of, hash_subject
from app.domain.site import Site
from app.services.apply_sites import Application, apply_sites
from app.services.seal_book import seal_book
from app.services.transaction import reading, writing
from app.services.verify_book import verify_book
from app.settings import Settings
from app.signing.keyring import Keyring
from app.site_files.read_sites import read_kept
from app.store import consents
from app.store.database import db
from app.store.tables import ConsentRow
from bench.report import machine
from bench.requests import new_visitor
from bench.servers import ROOT
from bench.stores import Store, postgresql, sqlite
from tests.makers import shown_now

SITE_FILE = "examples/sites/studyexpert.yaml"
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE = 5_000


def main() -> None:
    """Fill a book on each store, seal it, verify it and hash it in turn, print the table."""
    asked = _arguments()
    rows = [
        "| store | records | verified/s | verified/s of our processor time | hashed/s | of hashing |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    with tempfile.TemporaryDirectory(prefix="kelisim-bench-") as place:
        for make in (sqlite, postgresql):
            with make(Path(place)) as store:
                rows.append(_measured(store, asked.records, asked.rounds))
    sys.stdout.write(f"{machine()}\n\n" + "\n".join(rows) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.verify", description=__doc__)
    parser.add_argument("--records", type=int, default=200_000, help="in the book (200000)")
    parser.add_argument("--rounds", type=int, default=3, help="of both in turn; the medians are told (3)")
    return parser.parse_args()


def _measured(store: Store, count: int, rounds: int) -> str:
    with create_app(Settings(database_url=store.address)).app_context():
        migrate()
        _fill(count)
        ring = Keyring(()).rotated(BEGAN)
        while seal_book(ring, datetime.now(UTC)):
            pass
        hashed = _hashed_bytes()
        verified, bare = [], []
        for _ in range(rounds):
            verified.append(_timed(lambda: _verify(ring, count)))
            bare.append(_timed(lambda: _hash(hashed)))
        db.engine.dispose()
    rate, busy, of_hashing = (
        count / median(took) for took in (*zip(*verified, strict=True), [took for took, _ in bare])
    )
    return f"| {store.name} | {count:,} | {rate:,.0f} | {busy:,.0f} | {of_hashing:,.0f} | {rate / of_hashing:.2f} |"


def _timed(do: Callable[[], None]) -> tuple[float, float]:
    """Return how many seconds something took, and how many of them this process was at work."""
    began, busy = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - began, time.process_time() - busy


def _fill(count: int) -> None:
    document = yaml.safe_load((ROOT / SITE_FILE).read_text(encoding="utf-8"))
    site = read_kept(document | {"policy": document["policy"] | {"effective": "2026-01-01"}}).site
    apply_sites([Application(site, {"site": site.id})], BEGAN)
    records = _records(site, count)
    for _ in range(0, count, AT_ONCE):
        with writing() as connection:
            for _, made in zip(range(AT_ONCE), records, strict=False):
                consents.note(connection, site.id, made)


def _records(site: Site, count: int) -> Iterator[ConsentRecord]:
    """Make records of any answers, a tenth of a second apart."""
    chance = Random(count)  # noqa: S311 - the same book each time
    shown, categories, counters = shown_now(site), site.optional_categories(), site.optional_counters()
    for number in range(count):
        moment = BEGAN + timedelta(seconds=number / 10)
        decision = Decision(
            id=RecordId(str(UUID(bytes=chance.randbytes(16), version=4))),
            visitor=VisitorId(new_visitor()),
            decided_at=moment,
            method=Method.SAVE,
            categories={category: chance.choice([True, False]) for category in categories},
            counters={counter: chance.choice([True, False]) for counter in counters if chance.randrange(10) == 0},
            edition=site.edition.number,
            banner="a1f0b2c3d4e5",
            language=Language(chance.choice(site.languages)),
            page=f"https://studyexpert.pro/courses/{chance.randrange(500)}",
            gpc=False,
        )
        yield record(site, shown, decision, chance.choice([Device.PHONE, Device.COMPUTER]), moment)


def _hashed_bytes() -> list[bytes]:
    """Return what is hashed of the book: of each record its subject and its content."""
    hashed = []
    with reading() as connection:
        for row in connection.execute(select(*ConsentRow.__table__.columns)).mappings():
            fields = dict(row)
            hashed += [canonical({name: fields[name] for name in SUBJECT}), b"\x00"]
            hashed[-1] += canonical(content_of(fields, hash_subject(fields)))
    return hashed


def _verify(ring: Keyring, count: int) -> None:
    verified = verify_book(ring, (), lambda _: None)
    if verified.findings or verified.records != count or verified.unsealed:
        raise RuntimeError(verified)


def _hash(hashed: list[bytes]) -> None:
    for part in hashed:
        sha256(part).digest()


if __name__ == "__main__":
    main()
