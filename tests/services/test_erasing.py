"""Erasing takes a visitor out of everything but the sums."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import select, text

from app.domain.access import HERSELF, Act, Occasion
from app.domain.device import Device
from app.domain.errors import RecordConflict
from app.domain.shard import shard_of_id
from app.domain.standing import Status
from app.services.erase_visitor import erase_visitor
from app.services.note_access import note_access
from app.services.overwrite import overwrite
from app.services.read_history import read_history
from app.services.read_standing import read_standing
from app.services.record_consent import record_consent
from app.services.transaction import reading, writing
from app.store.database import BUSY_TIMEOUT_MS, db
from app.store.tables import AccessRow
from tests.makers import (
    NOW,
    SOMEBODY_ELSE,
    VISITOR,
    a_decision,
    a_record_id,
    a_site,
    a_withdrawal,
)
from tests.services.books import OPERATOR, verify
from tests.services.sums import sums
from tests.stores import FILE, ON_SQLITE

_PAGE = "https://cap.kz/a-page-like-no-other"


@pytest.fixture(autouse=True)
def _history() -> None:
    """One who accepted and withdrew, and somebody else."""
    later = NOW + timedelta(minutes=1)
    record_consent(a_site(), a_decision(page=_PAGE), Device.PHONE, NOW)
    record_consent(a_site(), a_withdrawal(id=a_record_id(1), decided_at=later), Device.PHONE, later)
    record_consent(a_site(), a_decision(id=a_record_id(2), visitor=SOMEBODY_ELSE), Device.PHONE, NOW)


def _erase() -> int:
    return erase_visitor(a_site(), VISITOR, Occasion(HERSELF, NOW))


def test_an_erased_visitor_is_unknown_and_asked_again() -> None:
    _erase()
    found = read_standing(a_site(), VISITOR, NOW)
    assert (found.status, found.ask, found.answer) == (Status.UNKNOWN, True, None)
    assert read_history(a_site(), VISITOR, None, 9).records == ()


def test_others_are_left_as_they_are() -> None:
    _erase()
    assert read_standing(a_site(), SOMEBODY_ELSE, NOW).status is Status.GIVEN


def test_the_sums_stay_right() -> None:
    before = sums("all"), sums("counter")
    _erase()
    assert (sums("all"), sums("counter")) == before
    assert sums("all") == {("", "accepted"): 2, ("", "withdrawn"): 1}


def test_an_erasure_is_noted_without_saying_whose() -> None:
    assert _erase() == 2
    with reading() as connection:
        noted = connection.execute(select(AccessRow.__table__)).mappings().one()
    about = {name: value for name, value in noted.items() if name not in {"id", "leaf", "shard"} and value is not None}
    assert about == {"site": "cap", "at": NOW, "actor": "visitor", "act": "erase", "records": 2}
    assert noted["id"] not in {VISITOR, a_record_id(), a_record_id(1)}
    assert noted["shard"] == shard_of_id(noted["id"])


def test_erasing_again_changes_nothing_and_leaves_no_note() -> None:
    _erase()
    assert _erase() == 0
    with reading() as connection:
        assert len(connection.execute(select(AccessRow.id)).all()) == 1


def test_one_whom_only_the_log_names_is_taken_out_of_it() -> None:
    _erase()
    _note_a_reading_as_it_was_noted_once()
    assert _erase() == 0
    with reading() as connection:
        assert connection.scalars(select(AccessRow.visitor).where(AccessRow.visitor.is_not(None))).all() == []
        acts = connection.scalars(select(AccessRow.act).order_by(AccessRow.act)).all()
    assert acts == ["erase", "erase", "read"]
    assert verify().findings == ()


@ON_SQLITE
def test_erasing_waits_for_nobody_who_reads_and_is_finished_later(tmp_path: Path) -> None:
    """Whoever empties the log keeps writers out, so for as long as it waits nobody can record."""
    waits_for = f"PRAGMA busy_timeout = {10 * BUSY_TIMEOUT_MS}"
    with db.engine.connect() as connection:
        connection.exec_driver_sql(waits_for)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM consent_records").fetchone()
        began = monotonic()
        assert _erase() == 2
        assert monotonic() - began < 9 * BUSY_TIMEOUT_MS / 1000
        assert VISITOR.encode() in _files(tmp_path)
        other.execute("COMMIT")
    overwrite()
    assert VISITOR.encode() not in _files(tmp_path)
    with db.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA busy_timeout")) == BUSY_TIMEOUT_MS


@ON_SQLITE
def test_nothing_of_her_is_left_in_the_files(tmp_path: Path) -> None:
    traces = VISITOR.encode(), _PAGE.encode()
    assert any(trace in _files(tmp_path) for trace in traces)
    _erase()
    assert [trace for trace in traces if trace in _files(tmp_path)] == []
    assert SOMEBODY_ELSE.encode() in _files(tmp_path)


def test_an_erased_record_that_is_sent_again_does_not_come_back() -> None:
    _erase()
    with pytest.raises(RecordConflict):
        record_consent(a_site(), a_decision(page=_PAGE), Device.PHONE, NOW)
    assert read_standing(a_site(), VISITOR, NOW).status is Status.UNKNOWN


def test_who_decides_anew_after_erasing_is_known_by_that_alone() -> None:
    _erase()
    record_consent(a_site(), a_decision(id=a_record_id(3)), Device.PHONE, NOW)
    assert len(read_history(a_site(), VISITOR, None, 9).records) == 1


def _note_a_reading_as_it_was_noted_once() -> None:
    with writing() as connection:
        note_access(connection, a_site().id, Occasion(OPERATOR, NOW), Act.READ, 1, of=VISITOR)


def _files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob(f"{FILE}*")))
