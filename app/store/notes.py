"""What a transaction has still to write: noted as it is decided, and written together when the transaction ends.

So the answers that share a commit share their statements too. What is noted and not yet written, no statement
finds; who reads where something may be noted, writes it first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

_NAME = "kelisim.notes"
_BLOCKS = "kelisim.blocks"


@dataclass(slots=True)
class Block:
    """A block of statements that may fail alone: how many notes of each kind are older than it."""

    older: dict[str, int]
    is_written: bool = False
    """Whether something that it noted is written already: that can be forgotten no more."""


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


@contextmanager
def noted_together(connection: Connection) -> Iterator[Block]:
    """Forget what this block noted when it fails, but for what is written."""
    notes_by_kind = connection.info.setdefault(_NAME, {})
    block = Block({kind: len(notes) for kind, notes in notes_by_kind.items()})
    blocks = _blocks(connection)
    blocks.append(block)
    try:
        yield block
    except Exception:
        for kind, notes in notes_by_kind.items():
            del notes[block.older.get(kind, 0) :]
        raise
    finally:
        blocks.pop()  # a connection that has broken tells nothing any more


@event.listens_for(Engine, "checkin")
def _forget(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info.pop(_NAME, None)
    entry.info.pop(_BLOCKS, None)


def _blocks(connection: Connection) -> list[Block]:
    blocks: list[Block] = connection.info.setdefault(_BLOCKS, [])
    return blocks
