"""What a transaction has still to write: noted as it is decided, and written together when the transaction ends.

So the answers that share a commit share their statements too. What is noted and not yet written, no statement
finds; who reads where something may be noted, writes it first.
"""

from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

_NAME = "kelisim.notes"
_BLOCKS = "kelisim.blocks"


class Block:
    """A block of statements that may fail alone; it knows how many notes of each kind are older than it."""

    __slots__ = ("_blocks", "_notes", "is_written", "older")

    def __init__(self, connection: Connection) -> None:
        self._notes: dict[str, list[Any]] = connection.info.setdefault(_NAME, {})
        self._blocks = _blocks(connection)
        self._blocks.append(self)
        self.older = {kind: len(notes) for kind, notes in self._notes.items()}
        self.is_written = False
        """Whether something that it noted is written already: that can be forgotten no more."""

    def end(self, *, forget: bool) -> None:
        """End it; forget what it noted, but for what is written."""
        self._blocks.pop()
        if forget:
            for kind, notes in self._notes.items():
                del notes[self.older.get(kind, 0) :]


def noted(connection: Connection, kind: str) -> list[Any]:
    """Return what is noted of a kind, to look at or to add to."""
    notes: list[Any] = connection.info.setdefault(_NAME, {}).setdefault(kind, [])
    return notes


def take(connection: Connection, kind: str) -> list[Any]:
    """Return what is noted of a kind, which is noted no more: it is written now."""
    notes: list[Any] = connection.info.get(_NAME, {}).pop(kind, [])
    for block in _blocks(connection):
        block.is_written |= len(notes) > block.older.pop(kind, 0)
    return notes


@event.listens_for(Engine, "checkin")
def _forget(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info.pop(_NAME, None)
    entry.info.pop(_BLOCKS, None)


def _blocks(connection: Connection) -> list[Block]:
    blocks: list[Block] = connection.info.setdefault(_BLOCKS, [])
    return blocks
