"""Transactions: the only place that opens one, and that knows how a store fails."""

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock

from sqlalchemy import Connection
from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as NoConnection

from app.domain.errors import StoreUnavailable
from app.store.database import BUSY_TIMEOUT_MS, db

_LINE = Lock()
_LOG = logging.getLogger("kelisim.store")
_FAULTS_OF_OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


@contextmanager
def reading() -> Iterator[Connection]:
    """Give a connection to read with; raise StoreUnavailable when the store does not answer."""
    with _reporting_failure(), db.engine.connect().execution_options(writes=False) as connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """Give a connection to write with: all is committed at the end, or nothing is.

    When the block has ended without an error, what was written is on disk. StoreUnavailable is raised when
    the store cannot be reached, is full, read-only or damaged, or stays locked.
    """
    with (
        _reporting_failure(),
        _turn(),
        db.engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        yield connection


def _turn() -> AbstractContextManager[None]:
    """Wait in line where there is one writer, as with SQLite: who polls for its lock may wait for ever."""
    return _in_line() if db.engine.dialect.name == "sqlite" else nullcontext()


@contextmanager
def _in_line() -> Iterator[None]:
    if not _LINE.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
        raise StoreUnavailable
    try:
        yield
    finally:
        _LINE.release()


@contextmanager
def _reporting_failure() -> Iterator[None]:
    try:
        yield
    except _FAULTS_OF_OURS:
        raise
    except (DatabaseError, InterfaceError, NoConnection) as failure:
        _LOG.error("the store failed: %s", getattr(failure, "orig", failure))
        raise StoreUnavailable from failure
