"""Who holds others up waits for a silent database for a short time only."""

import time

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from app.domain.errors import StoreUnavailable
from app.services.transaction import NotCommitted, StoreAway, one_commit, reading, writing
from app.store import database, silence
from app.store.database import db
from tests.stores import ON_POSTGRESQL

pytestmark = pytest.mark.usefixtures("app")

_FOR_EVER = text("SELECT pg_sleep(60)")


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "SILENT_SECONDS", 0.2)


def _wait_in_vain() -> None:
    with pytest.raises(StoreUnavailable), reading() as connection:
        connection.execute(_FOR_EVER)


@ON_POSTGRESQL
def test_a_shared_transaction_is_given_up() -> None:
    with pytest.raises(StoreAway), one_commit():
        _wait_in_vain()
    with one_commit(), reading() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


@ON_POSTGRESQL
def test_one_that_has_ended_is_left_alone() -> None:
    with one_commit(), reading() as connection:
        kept = connection.connection.dbapi_connection
        connection.execute(text("SELECT 1"))
    time.sleep(0.6)
    with db.engine.connect() as connection:
        assert connection.connection.dbapi_connection is kept
        assert connection.scalar(text("SELECT 1")) == 1


@ON_POSTGRESQL
def test_a_slow_statement_of_a_shared_commit_is_stopped_by_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is a failure as any: the database is there, and has said why."""
    monkeypatch.setattr(silence, "SILENT_SECONDS", 60)
    monkeypatch.setattr(database, "QUICK_STATEMENT_MS", 50)
    with pytest.raises(NotCommitted) as failure, one_commit(), pytest.raises(StoreUnavailable), writing() as connection:
        connection.execute(_FOR_EVER)
    assert failure.type is NotCommitted


@ON_POSTGRESQL
def test_a_machine_that_is_gone_is_noticed() -> None:
    with db.engine.connect() as connection:
        told = connection.connection.dbapi_connection.info.get_parameters()  # type: ignore[union-attr]
    named = {name: told[name] for name in ("connect_timeout", "tcp_user_timeout", "keepalives_idle")}
    assert named == {"connect_timeout": "5", "tcp_user_timeout": "5000", "keepalives_idle": "5"}


def test_where_there_is_none_it_is_away(store: str) -> None:
    """A file that cannot be opened is not: it is on this machine, and says so at once."""
    address = "sqlite:////nowhere/there.sqlite" if store == "sqlite" else "postgresql+psycopg://127.0.0.1:1/none"
    with pytest.raises(OperationalError) as failure, create_engine(address).connect():
        pass
    assert database.is_away(failure.value) == (store == "postgresql")
