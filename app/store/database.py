"""The database: its base class, its connection manners, its column types."""

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, MetaData, TypeDecorator, event, make_url
from sqlalchemy.engine import Engine, ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_MS = 5_000
QUICK_TIMEOUT_MS = 100
QUICK_STATEMENT_MS = 2_000
_WIRE: dict[str, Any] = {
    "connect_timeout": BUSY_TIMEOUT_MS // 1000,
    "tcp_user_timeout": BUSY_TIMEOUT_MS,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
"""A machine that is gone is noticed within seconds, while something is sent to it and while it is waited for."""

_IS_QUICK = "kelisim.is_quick"
_FOR_GOOD = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Base(DeclarativeBase):
    """The tables' base; constraints have names, so that migrations can speak of them on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


def engine_options(url: str, threads: int) -> dict[str, Any]:
    """Return how the engine is to treat its database: a connection for every thread, and no long waits.

    PostgreSQL is told to write an answer to disk before it acknowledges it, whatever is set for others there.
    """
    options: dict[str, Any] = {
        "hide_parameters": True,  # errors are logged; who decided what is not
        "pool_size": threads + 2,
        "pool_timeout": BUSY_TIMEOUT_MS / 1000,
    }
    if make_url(url).get_backend_name() == "postgresql":
        said = f"-c synchronous_commit=on -c lock_timeout={BUSY_TIMEOUT_MS} -c timezone=UTC"
        options["connect_args"] = _WIRE | {"options": said}
    return options


class Moment(TypeDecorator[datetime]):
    """An aware time in UTC, to the microsecond, on databases that keep zones and on those that do not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Send a moment as UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        """Return a moment as UTC; SQLite has forgotten its zone."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def be_quick(connection: Connection) -> None:
    """Wait only QUICK_TIMEOUT_MS for a lock, until the connection is given back: others wait behind this one.

    Once it writes, PostgreSQL is given QUICK_STATEMENT_MS for each statement.
    """
    if connection.dialect.name == "sqlite":
        _wait(connection.connection.dbapi_connection, QUICK_TIMEOUT_MS)
    connection.info[_IS_QUICK] = True


def begin_to_write(connection: Connection) -> None:
    """Let a connection that only read write from now on: what it read may have changed, on every database alike.

    SQLite's lock is asked for at the first statement that follows.
    """
    if connection.get_execution_options().get("writes", True):
        return
    if connection.dialect.name == "sqlite":
        connection.rollback()  # who reads cannot come to write where somebody else has written meanwhile
    elif _IS_QUICK in connection.info:
        connection.exec_driver_sql(
            f"SELECT set_config('lock_timeout', '{QUICK_TIMEOUT_MS}', true),"
            f" set_config('statement_timeout', '{QUICK_STATEMENT_MS}', true)"
        )
    connection.execution_options(writes=True)


def is_away(failure: BaseException | None) -> bool:
    """Tell whether a failure is that a database elsewhere cannot be reached: it says nothing, not even why."""
    return getattr(getattr(failure, "orig", None), "sqlstate", "") is None


def never_wait(connection: Connection) -> None:
    """Wait for no lock of SQLite's at all, until the connection is given back."""
    _wait(connection.connection.dbapi_connection, 0)
    connection.info[_IS_QUICK] = True


@event.listens_for(Engine, "do_connect")
def _make_private(dialect: Dialect, _entry: ConnectionPoolEntry, address: Any, _named: Any) -> None:
    """Make SQLite's file where there is none yet: every visitor will be in it, and nobody but its owner reads it."""
    if dialect.name == "sqlite" and Path(address[0]).is_absolute():
        with suppress(OSError):  # it is there already, or cannot be: SQLite says so itself
            os.close(os.open(address[0], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


@event.listens_for(Engine, "first_connect")
def _settle(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Write into SQLite's file what its log holds from before, so that nothing new stands on it.

    Whoever wrote it may have been told that it is not on disk, and died; the system's memory shows it all the same.
    """
    if isinstance(connection, sqlite3.Connection):
        with suppress(sqlite3.Error):  # a store that is only read needs none of this
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


@event.listens_for(Engine, "connect")
def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Make SQLite durable: at `synchronous=NORMAL` a power cut loses rows that were acknowledged.

    With `secure_delete` it overwrites what is erased, instead of only forgetting where it was.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        _wait(connection, BUSY_TIMEOUT_MS)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")


@event.listens_for(Engine, "handle_error")
def _open_anew(context: ExceptionContext) -> None:
    """Give up SQLite's connections where they can never serve again: a file that was read-only, or another one.

    Not so after a failed write or fsync: while the file stays open, SQLite knows what the disk may lack, and the
    next commit writes it again. Who opens it anew reads it from the system's memory and takes it for kept.
    """
    if getattr(context.original_exception, "sqlite_errorcode", 0) & 0xFF in _FOR_GOOD:
        context.is_disconnect = True


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Begin SQLite's transactions ourselves: a writer takes its lock at once, so it never fails half-way."""
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@event.listens_for(Engine, "checkin")
def _be_patient_again(connection: Any, entry: ConnectionPoolEntry) -> None:
    if entry.info.pop(_IS_QUICK, False) and isinstance(connection, sqlite3.Connection):
        _wait(connection, BUSY_TIMEOUT_MS)


def _wait(connection: Any, milliseconds: int) -> None:
    """Tell SQLite how long to wait for a lock."""
    connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
