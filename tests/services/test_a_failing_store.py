"""When the store fails, nothing is half kept and everybody is told so."""

import logging
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.access import HERSELF, Occasion
from app.domain.device import Device
from app.domain.errors import StoreUnavailable
from app.services.check_store import check_store
from app.services.erase_visitor import erase_visitor
from app.services.find_site import find_site
from app.services.record_consent import record_consent
from app.services.transaction import writing
from app.settings import Settings
from app.store import editions, tallies
from app.store.database import db
from tests.makers import NOW, VISITOR, a_decision, a_record_id, a_site, an_edition
from tests.services.sums import sums
from tests.stores import FILE, ON_SQLITE

pytestmark = ON_SQLITE


def _record(number: int = 0, page: str = "https://cap.kz/") -> None:
    record_consent(a_site(), a_decision(id=a_record_id(number), page=page), Device.PHONE, NOW)


def _record_until_it_fails() -> None:
    for number in range(1, 1000):
        _record(number, f"https://cap.kz/{'a' * 1500}")


def _kept(folder: Path) -> int:
    with closing(sqlite3.connect(folder / FILE)) as other:
        (count,) = other.execute("SELECT count(*) FROM consent_records").fetchone()
    return int(count)


def _say(pragma: str) -> None:
    """Say it on the one connection that the pool holds."""
    with db.engine.connect() as connection:
        connection.connection.cursor().execute(pragma)


def _connection() -> object:
    with db.engine.connect() as connection:
        return connection.connection.dbapi_connection


@contextmanager
def _no_file_grows() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _assert_away() -> None:
    with pytest.raises(StoreUnavailable):
        check_store()
    with pytest.raises(StoreUnavailable):
        find_site(a_site().id)
    with pytest.raises(StoreUnavailable):
        _record()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_a_store_that_stays_locked_is_away(tmp_path: Path) -> None:
    _say("PRAGMA busy_timeout = 20")
    with _locked(tmp_path), pytest.raises(StoreUnavailable):
        _record()
    assert _kept(tmp_path) == 0


def test_a_locked_store_can_still_be_read(tmp_path: Path) -> None:
    with _locked(tmp_path):
        assert find_site(a_site().id).id == a_site().id


def test_a_store_that_is_free_again_takes_the_answer(tmp_path: Path) -> None:
    _say("PRAGMA busy_timeout = 20")
    with _locked(tmp_path), pytest.raises(StoreUnavailable):
        _record()
    _record()
    assert _kept(tmp_path) == 1


def test_a_full_store_keeps_all_of_an_answer_or_nothing(tmp_path: Path) -> None:
    with db.engine.connect() as connection:
        pages = connection.connection.cursor().execute("PRAGMA page_count").fetchone()[0]
    _say(f"PRAGMA max_page_count = {pages + 4}")
    _record()
    with pytest.raises(StoreUnavailable):
        _record_until_it_fails()
    assert _kept(tmp_path) > 1
    assert sums("all") == {("", "accepted"): _kept(tmp_path)}


def test_a_store_that_cannot_be_written_is_away(tmp_path: Path) -> None:
    _say("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        _record()
    _say("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        erase_visitor(a_site(), VISITOR, Occasion(HERSELF, NOW))
    check_store()
    assert _kept(tmp_path) == 0


def test_a_store_that_was_read_only_is_opened_anew(tmp_path: Path) -> None:
    _say("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable):
        _record()
    _record()
    assert _kept(tmp_path) == 1


def test_a_store_stays_open_when_a_write_failed(tmp_path: Path) -> None:
    """SQLite knows then what the disk lacks; who opens the file anew would not."""
    _record(1)
    before = _connection()
    with _no_file_grows(), pytest.raises(StoreUnavailable):
        _record(2)
    _record(3)
    assert _kept(tmp_path) == 2
    assert _connection() is before


def test_a_store_that_is_gone_is_away(tmp_path: Path) -> None:
    db.engine.dispose()
    (tmp_path / FILE).rename(tmp_path / "elsewhere")
    (tmp_path / FILE).mkdir()
    _assert_away()


def test_a_store_without_tables_is_away(tmp_path: Path) -> None:
    db.engine.dispose()
    (tmp_path / FILE).unlink()
    _assert_away()


def test_a_damaged_store_is_away(tmp_path: Path) -> None:
    db.engine.dispose()
    (tmp_path / FILE).write_bytes(b"This is no database. " * 400)
    _assert_away()


def test_a_store_whose_connections_are_all_taken_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db.engine.pool, "_timeout", 0.01)
    with ExitStack() as held:
        for _ in range(Settings().threads + 12):
            held.enter_context(db.engine.connect())
        _assert_away()


def test_an_answer_whose_sums_cannot_be_kept_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tallies, "add_one", fail)
    with pytest.raises(ZeroDivisionError):
        _record()
    assert _kept(tmp_path) == 0


def test_the_operator_reads_the_cause_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    _say("PRAGMA busy_timeout = 20")
    with _locked(tmp_path), caplog.at_level(logging.ERROR), pytest.raises(StoreUnavailable):
        _record()
    assert caplog.messages == ["the store failed: database is locked"]


def test_a_fault_of_ours_does_not_blame_the_store() -> None:
    with pytest.raises(IntegrityError) as caught, writing() as connection:
        editions.add(connection, a_site(id="nobody").id, an_edition(), NOW)
    assert "2026-11-21" not in str(caught.value), "what was to be written is not told to logs"


def test_a_writer_waits_for_another_instead_of_failing(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = Timer(0.1, other.execute, ["COMMIT"])
        release.start()
        _record()
        release.join()
    assert _kept(tmp_path) == 1
