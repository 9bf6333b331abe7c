"""Transactions: the only place that opens one, and that knows how a store fails."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from app.domain.errors import StoreUnavailable
from app.store.database import db


@contextmanager
def reading() -> Iterator[Connection]:
    """Give a connection to read with; raise StoreUnavailable when the store does not answer."""
    with _reporting_failure(), db.engine.connect().execution_options(writes=False) as connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """Give a connection to write with: all is committed at the end, or nothing is.

    When the block has ended without an error, what was written is on disk. StoreUnavailable is raised when
    the store cannot be reached, is full or read-only, or stays locked.
    """
    with _reporting_failure(), db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def _reporting_failure() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, NoConnection) as failure:
        raise StoreUnavailable from failure
