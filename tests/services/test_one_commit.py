"""Answers that share a commit are kept together, and fail alone."""

import logging
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.device import Device
from app.domain.errors import InvalidField, RecordConflict, StoreUnavailable
from app.services.find_site import find_site
from app.services.read_standing import read_standing
from app.services.record_consent import Recorded, record_consent
from app.services.transaction import NotCommitted, one_commit, reading, writing
from app.store import consents
from app.store.database import db
from tests.makers import NOW, SOMEBODY_ELSE, VISITOR, a_decision, a_record, a_record_id, a_site
from tests.services.sums import sums
from tests.stores import FILE, ON_SQLITE, kept_elsewhere


def _record(number: int, **other: object) -> Recorded:
    return record_consent(a_site(), a_decision(id=a_record_id(number), **other), Device.PHONE, NOW)


def test_nothing_is_seen_before_the_commit_and_all_after_it() -> None:
    with one_commit():
        _record(1)
        _record(2)
        assert kept_elsewhere() == 0
    assert kept_elsewhere() == 2


def test_what_was_written_before_is_read_in_the_same_commit() -> None:
    with one_commit():
        _record(1)
        assert read_standing(a_site(), VISITOR, NOW).answer is not None


def test_sums_count_every_answer_of_a_commit() -> None:
    with one_commit():
        _record(1)
        _record(2)
    assert sums(dimension="all") == {("", "accepted"): 2}


def test_the_same_answer_twice_in_a_commit_is_kept_once() -> None:
    with one_commit():
        first, again = _record(1), _record(1)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.standing == first.standing
    assert kept_elsewhere() == 1


def test_one_that_refuses_keeps_nothing_and_the_others_stay() -> None:
    with one_commit():
        _record(1)
        with pytest.raises(RecordConflict):
            _record(1, page="https://cap.kz/other")
        with pytest.raises(InvalidField):
            _record_and_refuse()
        _record(2)
    assert kept_elsewhere() == 2
    assert sums(dimension="all") == {("", "accepted"): 2}


def test_one_that_refuses_after_others_were_written_keeps_nothing_and_they_stay() -> None:
    with one_commit():
        _record(1)
        with pytest.raises(InvalidField):
            _record_and_refuse()
        _record(2)
    assert _kept_ids() == {a_record_id(1), a_record_id(2)}
    assert sums(dimension="all") == {("", "accepted"): 2}


def test_where_one_refuses_what_it_has_written_nothing_is_kept() -> None:
    with pytest.raises(NotCommitted), one_commit():
        _record_read_and_refuse()
    assert kept_elsewhere() == 0


def test_when_one_breaks_nothing_is_kept_and_each_is_tried_alone() -> None:
    with pytest.raises(NotCommitted), one_commit():
        _record_and_break()
    assert kept_elsewhere() == 0
    with reading() as connection:
        assert connection.scalar(text("SELECT banner FROM sites")) != "half"


def test_what_was_overtaken_is_not_kept_and_each_is_tried_alone() -> None:
    with pytest.raises(NotCommitted), one_commit():
        _record_and_come_first()
    assert kept_elsewhere() == 0


def test_nothing_is_kept_when_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), one_commit():
        _record_and_fail()
    assert kept_elsewhere() == 0


def test_who_reads_what_was_overtaken_is_told_that_the_store_is_away() -> None:
    """And tries again alone: it is no fault of ours that would have to be looked into."""
    with pytest.raises(NotCommitted), one_commit():
        _come_first_and_read_in_vain()
    assert kept_elsewhere() == 0


@ON_SQLITE
def test_a_locked_store_is_not_waited_for_and_nothing_is_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with (
        closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other,
        caplog.at_level(logging.CRITICAL),
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotCommitted), one_commit():
            _record(1)
        with pytest.raises(NotCommitted), one_commit():
            _write_in_vain()
    assert kept_elsewhere() == 0


@ON_SQLITE
def test_nothing_is_locked_before_all_is_decided(tmp_path: Path) -> None:
    with one_commit(), closing(sqlite3.connect(tmp_path / FILE, timeout=0, isolation_level=None)) as other:
        _record(1)
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE editions SET site = site")
        other.execute("COMMIT")
    assert kept_elsewhere() == 1


@ON_SQLITE
def test_a_connection_is_patient_again_after_a_shared_commit() -> None:
    with one_commit():
        _record(1)
    with db.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA busy_timeout")) == 5_000


@ON_SQLITE
def test_a_commit_that_fails_keeps_nothing() -> None:
    with pytest.raises(NotCommitted), one_commit():
        _write_what_cannot_be_committed()
    assert kept_elsewhere() == 0


def test_a_site_is_read_once_in_a_commit() -> None:
    with one_commit():
        assert find_site(a_site().id) is find_site(a_site().id)


@ON_SQLITE
def test_reading_alone_takes_no_lock(tmp_path: Path) -> None:
    with one_commit(), closing(sqlite3.connect(tmp_path / FILE, timeout=0, isolation_level=None)) as other:
        find_site(a_site().id)
        other.execute("BEGIN IMMEDIATE")


def _record_and_break() -> None:
    _record(1)
    with suppress(ZeroDivisionError), writing() as connection:
        connection.execute(text("UPDATE sites SET banner = 'half'"))
        raise ZeroDivisionError


def _record_and_refuse() -> None:
    with writing():
        _record(3)
        raise InvalidField("page", "It is none.")


def _record_read_and_refuse() -> None:
    _record(1, visitor=SOMEBODY_ELSE)
    with suppress(InvalidField), writing():
        _record(3)
        assert read_standing(a_site(), VISITOR, NOW).answer is not None
        raise InvalidField("page", "It is none.")


def _record_and_come_first() -> None:
    _record(1)
    with writing() as connection:
        consents.append(connection, a_site().id, a_record(id=a_record_id(1)))


def _come_first_and_read_in_vain() -> None:
    _record_and_come_first()
    with pytest.raises(StoreUnavailable):
        read_standing(a_site(), VISITOR, NOW)


def _record_and_fail() -> None:
    _record(1)
    raise ZeroDivisionError


def _kept_ids() -> set[str]:
    with reading() as connection:
        return set(connection.scalars(text("SELECT id FROM consent_records")))


def _write_in_vain() -> None:
    with pytest.raises(StoreUnavailable), writing() as connection:
        connection.execute(text("UPDATE editions SET site = site"))
    with pytest.raises(StoreUnavailable):
        find_site(a_site().id)


def _write_what_cannot_be_committed() -> None:
    _record(1)
    with writing() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(text("UPDATE editions SET site = 'nobody'"))
