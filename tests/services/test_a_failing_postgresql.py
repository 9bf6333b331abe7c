"""When PostgreSQL fails, nothing is half kept, everybody is told so, and it is used again when it is back."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import NullPool, create_engine, text

from app.domain.device import Device
from app.domain.errors import StoreUnavailable
from app.services.find_site import find_site
from app.services.record_consent import record_consent
from app.services.transaction import NotCommitted, one_commit
from app.store import database
from app.store.database import db
from tests.makers import NOW, a_decision, a_record_id, a_site
from tests.stores import ON_POSTGRESQL, kept_elsewhere

pytestmark = ON_POSTGRESQL


def _record(number: int = 0) -> None:
    record_consent(a_site(), a_decision(id=a_record_id(number)), Device.PHONE, NOW)


@contextmanager
def _locked() -> Iterator[None]:
    """Let somebody else hold the records."""
    with create_engine(db.engine.url, poolclass=NullPool).connect() as other:
        other.execute(text("LOCK TABLE consent_records IN ACCESS EXCLUSIVE MODE"))
        yield


def _cut_off() -> None:
    """End every other connection, as a restart of the database does."""
    with create_engine(db.engine.url, poolclass=NullPool).connect() as other:
        ended = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        other.execute(text(f"{ended} AND backend_type = 'client backend'"))


def _say(setting: str) -> None:
    """Say it on the one connection that the pool holds."""
    with db.engine.connect() as connection:
        connection.execute(text(setting))
        connection.commit()


def _try_in_vain() -> None:
    with pytest.raises(StoreUnavailable):
        _record()


def _record_and_be_cut_off() -> None:
    _record(1)
    _cut_off()


def _be_cut_off_and_try() -> None:
    _record_and_be_cut_off()
    _try_in_vain()
    _try_in_vain()


def test_an_answer_is_on_disk_when_it_is_acknowledged_whatever_is_set_for_others() -> None:
    with db.engine.connect() as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"


def test_a_connection_that_was_cut_off_is_told_and_then_replaced() -> None:
    _record(1)
    _cut_off()
    with pytest.raises(StoreUnavailable):
        _record(2)
    _record(3)
    assert kept_elsewhere() == 2


def test_what_shared_a_commit_when_it_was_cut_off_is_not_kept(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL), pytest.raises(NotCommitted), one_commit():
        _record_and_be_cut_off()
    assert kept_elsewhere() == 0
    _record(1)
    assert kept_elsewhere() == 1


def test_who_comes_behind_one_that_was_cut_off_is_told_that_the_store_is_away() -> None:
    with pytest.raises(NotCommitted), one_commit():
        _be_cut_off_and_try()
    _record(1)
    assert kept_elsewhere() == 1


def test_records_that_stay_locked_are_away() -> None:
    _say("SET lock_timeout = 20")
    with _locked(), pytest.raises(StoreUnavailable):
        _record()
    _record()
    assert kept_elsewhere() == 1


def test_a_database_that_takes_nothing_is_away_and_is_used_again() -> None:
    """As after a failover to a copy that is only read."""
    _say("SET default_transaction_read_only = on")
    with pytest.raises(StoreUnavailable):
        _record()
    assert find_site(a_site().id).id == a_site().id
    _say("SET default_transaction_read_only = off")
    _record()
    assert kept_elsewhere() == 1


def test_a_shared_commit_waits_for_a_moment_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "QUICK_TIMEOUT_MS", 1)
    with _locked(), pytest.raises(NotCommitted), one_commit():
        _try_in_vain()
    assert kept_elsewhere() == 0


def test_an_answer_after_a_shared_commit_is_patient_again() -> None:
    with one_commit():
        _record(1)
    with db.engine.connect() as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "5s"
