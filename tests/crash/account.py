"""What the book holds, held against what was sent and what was acknowledged."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import NullPool, create_engine, select

from app import create_app
from app.domain.decision import Decision
from app.domain.device import Device
from app.domain.ids import NECESSARY
from app.domain.tally import ANSWERS, PERMISSIONS, Slice, local_day
from app.services.seal_book import seal_book
from app.services.verify_book import verify_book
from app.settings import Settings
from app.signing.keyring import Keyring
from app.store.database import db
from app.store.tables import ConsentRow, TallyRow
from tests.crash.pages import Pages, Sent
from tests.crash.site import the_site
from tests.recounting import recounted

_CLOCK = timedelta(seconds=2)
"""What the clock may be set meanwhile."""


@dataclass(frozen=True, slots=True)
class Account:
    """Counts of what was sent, acknowledged and kept, and all that should not be."""

    sent: int
    acknowledged: int
    kept: int
    faults: Sequence[str]

    @property
    def kept_unacknowledged(self) -> int:
        """How many records were kept whose acknowledgement never arrived."""
        return self.kept - self.acknowledged


def account(address: str, pages: Pages) -> Account:
    """Read the whole book and hold it against what the pages remember."""
    rows, counted = _read(address)
    kept = [row["id"] for row in rows]
    acknowledged = {record for record, sent in pages.sent.items() if sent.acknowledged_at is not None}
    known = [(row, pages.sent[row["id"]]) for row in rows if row["id"] in pages.sent]
    expected = Counter(each for row, sent in known for each in _slices(row, sent))
    decided = Counter(sent.decision.visitor for sent in pages.sent.values())
    faults = [
        *(f"{record} was acknowledged and is lost" for record in acknowledged.difference(kept)),
        *(f"{record} is there, and nobody sent it" for record in set(kept).difference(pages.sent)),
        *(f"{record} is there {times} times" for record, times in Counter(kept).items() if times > 1),
        *(
            fault
            for row, sent in known
            for fault in _differences(row, sent, is_only=decided[sent.decision.visitor] == 1)
        ),
        *(f"{each} is {counted[each]}, and {expected[each]} by a recount" for each in _unequal(counted, expected)),
        *(f"no page may be answered so: {answer}" for answer in pages.strange),
    ]
    return Account(len(pages.sent), len(acknowledged), len(kept), faults)


def assert_whole(found: Account, address: str) -> None:
    """Assert that the book holds what it should, seal it, and assert that it verifies."""
    assert list(found.faults) == []
    with create_app(Settings(database_url=address)).app_context():
        later = datetime.now(UTC) + timedelta(minutes=5)
        ring = Keyring(()).rotated(later - timedelta(days=1))
        while seal_book(ring, later):
            pass
        verified = verify_book(ring, (), lambda _: None)
        db.engine.dispose()
    assert (verified.findings, verified.unsealed) == ((), 0)
    assert verified.records == found.kept


def _read(address: str) -> tuple[Sequence[Mapping[str, Any]], Counter[Slice]]:
    with create_engine(address, poolclass=NullPool).connect().execution_options(writes=False) as connection:
        rows: Any = connection.execute(select(*ConsentRow.__table__.columns)).mappings().all()
        names = (*ANSWERS, *PERMISSIONS)
        columns = [TallyRow.__table__.c[name] for name in names]
        counted: Counter[Slice] = Counter()
        for day, dimension, value, *sums in connection.execute(
            select(TallyRow.day, TallyRow.dimension, TallyRow.value, *columns)
        ):
            counted += Counter({Slice(day, dimension, value, name): sums[at] for at, name in enumerate(names)})
        return rows, counted


def _differences(row: Mapping[str, Any], sent: Sent, *, is_only: bool) -> Iterator[str]:
    """Tell in what a record differs from what was sent.

    Where it is not the only one of its visitor, others of hers may have taken away what it would grant.
    """
    decision = sent.decision
    told = {
        "site": the_site().id,
        "visitor": decision.visitor,
        "decided_at": decision.decided_at,
        "method": decision.method.value,
        "categories": decision.categories,
        "counters": decision.counters,
        "edition": decision.edition,
        "banner": decision.banner,
        "language": decision.language,
        "page": decision.page,
        "gpc": decision.gpc,
        "device": Device.COMPUTER.value,
    }
    for name, value in told.items():
        if row[name] != value:
            yield f"{row['id']}: {name} is {row[name]!r}, and {value!r} was sent"
    granted = _granted(decision)
    if not granted.issuperset(row["grants"]) or (is_only and granted != {*row["grants"]}):
        yield f"{row['id']}: {row['grants']} are granted, and {granted} were"
    latest = sent.acknowledged_at or row["recorded_at"]
    if not sent.sent_at - _CLOCK <= row["recorded_at"] <= latest + _CLOCK:
        yield f"{row['id']}: it came at {row['recorded_at']}, sent at {sent.sent_at}, acknowledged at {latest}"


def _granted(decision: Decision) -> set[str]:
    """Return what a decision grants, by hand; without a banner only what it names was shown."""
    granted: set[str] = {NECESSARY, *(category for category, answer in decision.categories.items() if answer)}
    for counter, category in the_site().optional_counters().items():
        was_shown = decision.banner is not None or counter in decision.counters
        if was_shown and decision.counters.get(counter, decision.categories.get(category, False)):
            granted.add(counter)
    return granted


def _slices(row: Mapping[str, Any], sent: Sent) -> Iterator[Slice]:
    day = local_day(the_site(), row["recorded_at"])
    return recounted(the_site(), sent.decision, _granted(sent.decision), Device.COMPUTER, day)


def _unequal(counted: Mapping[Slice, int], expected: Mapping[Slice, int]) -> list[Slice]:
    return sorted(each for each in {*counted, *expected} if counted[each] != expected[each])
