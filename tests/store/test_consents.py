"""Consent records are appended and read back whole."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection

from app.domain.consent import ConsentRecord
from app.domain.decision import Method
from app.domain.device import Device
from app.domain.ids import SiteId, VisitorId
from app.services.transaction import noting, reading, writing
from app.store import consents
from app.store.consents import ERASED, Place
from tests.makers import (
    ANALYTICS,
    NOW,
    PIXEL,
    SOMEBODY_ELSE,
    VISITOR,
    a_decision,
    a_record,
    a_record_id,
    a_site,
    another_site,
    recorded,
)
from tests.stores import apply

_CAP = a_site().id


def _append(*records: ConsentRecord, site: SiteId = _CAP) -> list[bool]:
    with writing() as connection:
        return [consents.append(connection, site, each) for each in records]


def _latest(visitor: VisitorId = VISITOR) -> ConsentRecord | None:
    with reading() as connection:
        answer, _ = consents.in_use(connection, _CAP, visitor)
        identity = None if answer is None else answer.record
        return None if identity is None else consents.kept(connection, _CAP, visitor, identity)


def test_a_record_is_read_back_as_it_was_written() -> None:
    whole = a_record(
        method=Method.SAVE,
        categories={ANALYTICS: True},
        counters={PIXEL: False},
        gpc=True,
        decided_at=NOW - timedelta(microseconds=1),
    )
    _append(whole)
    assert _latest() == whole


def test_a_record_without_banner_and_page_is_read_back_so() -> None:
    bare = a_record(banner=None, page=None)
    _append(bare)
    assert _latest() == bare


def test_a_moment_of_another_zone_is_read_back_as_the_same_moment() -> None:
    almaty = NOW.astimezone(timezone(timedelta(hours=5)))
    _append(a_record(decided_at=almaty))
    latest = _latest()
    assert latest is not None
    assert latest.decision.decided_at == almaty
    assert latest.decision.decided_at.tzinfo is UTC


def test_the_same_id_is_appended_once_for_a_visitor() -> None:
    assert _append(a_record(), a_record(categories={ANALYTICS: True})) == [True, False]
    assert _latest() == a_record()


def test_the_same_id_is_another_record_of_a_visitor_in_another_shard() -> None:
    hers = a_record(visitor=SOMEBODY_ELSE)
    assert _append(a_record(), hers) == [True, True]
    with reading() as connection:
        assert consents.kept(connection, _CAP, VISITOR, a_record_id()) == a_record()
        assert consents.kept(connection, _CAP, SOMEBODY_ELSE, a_record_id()) == hers


def test_the_same_id_of_a_visitor_in_the_same_shard_is_taken() -> None:
    assert _append(a_record(), a_record(visitor=VisitorId("q" * 22))) == [True, False]
    assert _latest() == a_record()


def test_the_same_id_may_be_another_record_at_another_site() -> None:
    other = another_site()
    apply(other)
    assert _append(a_record()) == [True]
    assert _append(a_record(), site=other.id) == [True]


def test_a_record_is_found_by_its_id() -> None:
    _append(a_record())
    with reading() as connection:
        assert consents.kept(connection, _CAP, VISITOR, a_record_id()) == a_record()
        assert consents.kept(connection, _CAP, VISITOR, a_record_id(1)) is None
        assert consents.kept(connection, _CAP, SOMEBODY_ELSE, a_record_id()) is None
        assert consents.kept(connection, SiteId("cent"), VISITOR, a_record_id()) is None


def test_who_never_answered_has_no_latest_record() -> None:
    _append(a_record())
    assert _latest(SOMEBODY_ELSE) is None


def test_the_record_that_holds_is_the_last_decided_whenever_it_came() -> None:
    decided_later = a_record()
    decided_earlier = recorded(
        a_decision(id=a_record_id(1), decided_at=NOW - timedelta(hours=1)),
        None,
        Device.COMPUTER,
        NOW + timedelta(minutes=1),
    )
    _append(decided_later, decided_earlier)
    assert _latest() == decided_later


def test_of_two_decided_at_once_the_one_that_came_last_holds() -> None:
    second = recorded(a_decision(id=a_record_id(1)), None, Device.COMPUTER, NOW + timedelta(seconds=1))
    _append(second, a_record())
    assert _latest() == second


def test_a_history_is_newest_first_and_begins_after_a_place() -> None:
    twins = [a_record(id=a_record_id(number)) for number in (1, 2, 3)]
    older = recorded(a_decision(id=a_record_id(9)), None, Device.PHONE, NOW - timedelta(days=1))
    _append(older, *twins)
    with reading() as connection:
        assert _ids(connection, None, 10) == [3, 2, 1, 9]
        assert _ids(connection, None, 2) == [3, 2]
        assert _ids(connection, Place(NOW, a_record_id(2)), 10) == [1, 9]
        assert _ids(connection, Place(NOW, a_record_id(1)), 1) == [9]
        assert _ids(connection, Place(NOW - timedelta(days=1), a_record_id(9)), 10) == []


def test_erasing_takes_the_visitor_and_her_pages_out_of_her_records_alone() -> None:
    _append(a_record(), a_record(id=a_record_id(1)), a_record(id=a_record_id(2), visitor=SOMEBODY_ELSE))
    with writing() as connection:
        assert consents.erase(connection, _CAP, VISITOR) == 2
        left = consents.kept(connection, _CAP, VISITOR, a_record_id())
    assert left is not None
    assert (left.decision.visitor, left.decision.page) == (ERASED, None)
    assert left.grants == a_record().grants
    assert _latest() is None
    assert _latest(SOMEBODY_ELSE) is not None


def test_a_refusal_that_is_counted_is_known_before_it_is_written_and_after() -> None:
    day = datetime(2026, 11, 21, tzinfo=UTC).date()
    with noting() as connection:
        assert not consents.is_counted(connection, _CAP, a_record_id())
        consents.note_refusal(connection, _CAP, a_record_id(), day)
        assert consents.is_counted(connection, _CAP, a_record_id())
    with reading() as connection:
        assert consents.is_counted(connection, _CAP, a_record_id())


def test_a_refusal_that_somebody_else_counted_meanwhile_is_looked_at_again() -> None:
    day = datetime(2026, 11, 21, tzinfo=UTC).date()
    with pytest.raises(consents.Overtaken):
        _count_while_another_does(day)


def _count_while_another_does(day: date) -> None:
    with noting() as connection, noting() as other:
        for each in (connection, other):
            consents.note_refusal(each, _CAP, a_record_id(), day)


def _ids(connection: Connection, after: Place | None, limit: int) -> list[int]:
    found = consents.history(connection, _CAP, VISITOR, after, limit)
    return [int(each.decision.id[-1]) for each in found]
