"""Transactions: the only place that opens one, and that knows how a store fails."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from contextvars import ContextVar
from threading import Lock

from sqlalchemy import Connection
from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoConnection

from app.domain.errors import KelisimError, StoreUnavailable
from app.store import consents, crossings, sites, tallies
from app.store.database import BUSY_TIMEOUT_MS, be_quick, begin_to_write, db, is_away
from app.store.notes import Block
from app.store.silence import Watch

_LINE = Lock()
_WATCH = Watch()
_LOG = logging.getLogger("kelisim.store")
_FAULTS_OF_OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


class NotCommitted(Exception):
    """Nothing of what shared a commit was kept; each may be tried again alone."""


class StoreAway(NotCommitted):
    """Nothing was kept, as the store, which is on another machine, cannot be reached: who asks again may wait long."""


def reading() -> AbstractContextManager[Connection]:
    """Give a connection to read with; raise StoreUnavailable when the store does not answer."""
    shared = _SHARED.get()
    return _reading_alone() if shared is None else _Part(shared)


@contextmanager
def writing() -> Iterator[Connection]:
    """Give a connection to write with: all is committed at the end, or nothing is.

    When the block has ended without an error, what was written is on disk; within `one_commit`, when that
    block has ended. StoreUnavailable is raised when the store cannot be reached, is full, read-only or
    damaged, or stays locked.
    """
    shared = _SHARED.get()
    if shared is not None:
        with _Part(shared) as connection:
            begin_to_write(connection)
            yield connection
        return
    with (
        _reporting_failure(),
        _turn(),
        db.engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        yield connection
        _write_noted(connection)


def noting() -> AbstractContextManager[Connection]:
    """Give a connection to look with and to note with; what was noted is written when the block ends.

    So nothing is locked while a use case decides, and all that an answer holds up is its own row for a moment. What it
    saw may have changed by then: `consents.Overtaken` is raised where that matters. Else as `writing`.
    """
    shared = _SHARED.get()
    return _noting_alone() if shared is None else _Part(shared)


@contextmanager
def _reading_alone() -> Iterator[Connection]:
    with _reporting_failure(), db.engine.connect().execution_options(writes=False) as connection:
        yield connection


@contextmanager
def _noting_alone() -> Iterator[Connection]:
    with _reporting_failure(), db.engine.connect().execution_options(writes=False) as connection:
        yield connection
        with _turn():
            _write_noted(connection)
            connection.commit()


@contextmanager
def one_commit() -> Iterator[None]:
    """Let all that is read and written in this block, one use case after the other, share one commit.

    A use case that refuses does so before it writes; what it noted is forgotten. When the block has ended without
    an error, everything is on disk. NotCommitted is raised where the store failed at any point or was locked for
    long, or where a use case broke: then nothing is kept, and nothing that was read may be told. It is StoreAway
    where the store cannot be reached, or was silent for so long that it was given up.
    """
    shared = _Shared()
    before = _SHARED.set(shared)
    try:
        yield
        shared.commit()
    except NotCommitted:
        for do in shared.otherwise:
            do()
        raise
    finally:
        _SHARED.reset(before)
        shared.close()
    for do in shared.afterwards:
        do()


def afterwards(do: Callable[[], None]) -> None:
    """Do something now; within `one_commit` when its block has ended without an error, and else never."""
    shared = _SHARED.get()
    if shared is None:
        do()
    else:
        shared.afterwards.append(do)


def unless_kept(undo: Callable[[], object]) -> None:
    """Undo something when a block of `one_commit` keeps nothing: what was done in it is tried again. Else never."""
    shared = _SHARED.get()
    if shared is not None:
        shared.otherwise.append(undo)


class _Shared:
    """A transaction that several use cases share; opened when the first one asks for it."""

    def __init__(self) -> None:
        self._connection: Connection | None = None
        self._failed = False
        self._is_away = False
        self.afterwards: list[Callable[[], None]] = []
        self.otherwise: list[Callable[[], object]] = []

    def commit(self) -> None:
        if self._failed:
            raise StoreAway if self._is_away else NotCommitted
        if self._connection is None:
            return
        try:
            _write_noted(self._connection)
            self._connection.commit()
        except (SQLAlchemyError, consents.Overtaken) as failure:
            _LOG.error("a shared commit failed: %s", getattr(failure, "orig", failure))
            raise (StoreAway if is_away(failure) else NotCommitted) from failure

    def close(self) -> None:
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.rollback()
            _WATCH.end()
            with suppress(SQLAlchemyError):
                self._connection.close()

    def opened(self) -> Connection:
        """Return its connection; raise StoreUnavailable where it has failed, or does so now."""
        if self._connection is None or self._failed:
            with self.noting_failure():
                return self._open()
        return self._connection

    @contextmanager
    def noting_failure(self) -> Iterator[None]:
        """Keep in mind that something failed, but for who refuses."""
        try:
            with _reporting_failure():
                yield
        except Exception as error:
            refuses = isinstance(error, KelisimError) and not isinstance(error, StoreUnavailable)
            self._failed = self._failed or not refuses
            self._is_away = self._is_away or is_away(error.__cause__)
            if isinstance(error, consents.Overtaken):
                raise StoreUnavailable from error
            raise

    def fail(self) -> None:
        """Let nothing be committed."""
        self._failed = True

    def _open(self) -> Connection:
        if self._failed:
            raise StoreUnavailable
        self._connection = db.engine.connect().execution_options(writes=False)
        _WATCH.begin(self._connection)
        sites.remember(self._connection)
        be_quick(self._connection)
        return self._connection


class _Part:
    """What one use case does in a shared transaction; what it noted is forgotten when it refuses.

    No generator, as every answer opens two or three.
    """

    __slots__ = ("_block", "_shared")

    def __init__(self, shared: _Shared) -> None:
        self._shared = shared

    def __enter__(self) -> Connection:
        connection = self._shared.opened()
        self._block = Block(connection)
        return connection

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        self._block.end(forget=error is not None)
        if error is not None:
            if self._block.is_written:  # where it is written already, all fail with it
                self._shared.fail()
            with self._shared.noting_failure():
                raise error


_SHARED: ContextVar[_Shared | None] = ContextVar("kelisim.shared", default=None)


def _write_noted(connection: Connection) -> None:
    consents.write_noted(connection)
    tallies.write_noted(connection)
    crossings.write_noted(connection)


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
