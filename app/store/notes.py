"""What a transaction has still to write: noted as it is decided, and written together when the transaction ends.

So the answers that share a commit share their statements too. What is noted and not yet written, no statement
finds; who reads where something may be noted, writes it first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

_NAME = "kelisim.notes"


def noted(connection: Connection, kind: str) -> list[Any]:
    """Return what is noted of a kind, to look at or to add to."""
    notes: list[Any] = connection.info.setdefault(_NAME, {}).setdefault(kind, [])
    return notes


def take(connection: Connection, kind: str) -> list[Any]:
    """Return what is noted of a kind, which is noted no more: it is written now."""
    notes: list[Any] = connection.info.get(_NAME, {}).pop(kind, [])
    return notes


@contextmanager
def noted_together(connection: Connection) -> Iterator[None]:
    """Forget what this block noted when it fails."""
    before = {kind: len(notes) for kind, notes in connection.info.get(_NAME, {}).items()}
    try:
        yield
    except Exception:
        for kind, notes in connection.info.get(_NAME, {}).items():
            del notes[before.get(kind, 0) :]
        raise


@event.listens_for(Engine, "checkin")
def _forget(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info.pop(_NAME, None)
