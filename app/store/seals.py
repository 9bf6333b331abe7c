"""Seals and their tiles: appended, and read back as they were signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from app.domain.tile import Tile
from app.store.inserting import insert_once
from app.store.tables import SealRow, TileRow

_NEAR = 64
"""Seals that may hold a record of one moment: those that closed it and those that take in what came late."""


@dataclass(frozen=True, slots=True)
class KeptSeal:
    """A seal as it is kept: its number, the moments of its records, and the signed text."""

    number: int
    since: datetime
    until: datetime
    signed: str


def latest(connection: Connection) -> KeptSeal | None:
    """Return the newest seal."""
    return _one(connection.execute(_SELECT.order_by(SealRow.number.desc()).limit(1)).one_or_none())


def following(connection: Connection, number: int) -> KeptSeal | None:
    """Return the first seal behind a number."""
    statement = _SELECT.where(SealRow.number > number).order_by(SealRow.number).limit(1)
    return _one(connection.execute(statement).one_or_none())


def since(connection: Connection, moment: datetime) -> tuple[int, ...]:
    """Return the numbers of the seals that reach behind a moment."""
    return tuple(connection.scalars(select(SealRow.number).where(SealRow.until > moment).order_by(SealRow.number)))


def around(connection: Connection, moment: datetime) -> tuple[KeptSeal, ...]:
    """Return the seals that may hold a record of this moment, oldest first."""
    rows = connection.execute(_SELECT.where(SealRow.until >= moment).order_by(SealRow.until, SealRow.number))
    return tuple(kept for row in rows.fetchmany(_NEAR) if (kept := _read(row)).since <= moment)


def append(connection: Connection, seal: KeptSeal, tiles: Sequence[Tile]) -> bool:
    """Append a seal with its tiles; False where another of its number came first, and nothing was written."""
    row = {"number": seal.number, "since": seal.since, "until": seal.until, "signed": seal.signed}
    if not insert_once(connection, SealRow, row):
        return False
    connection.execute(
        insert(TileRow),
        [
            {"seal": seal.number, "number": number, "ids": tile.ids, "leaves": tile.leaves, "root": tile.root}
            for number, tile in enumerate(tiles)
        ],
    )
    return True


def tiles(connection: Connection, seal: int) -> Iterator[Tile]:
    """Return the tiles of a seal in their order."""
    rows = connection.execute(
        select(TileRow.ids, TileRow.leaves, TileRow.root).where(TileRow.seal == seal).order_by(TileRow.number)
    )
    return (Tile(row.ids, row.leaves, row.root) for row in rows)


_SELECT = select(SealRow.number, SealRow.since, SealRow.until, SealRow.signed)


def _one(row: Any) -> KeptSeal | None:
    return None if row is None else _read(row)


def _read(row: Any) -> KeptSeal:
    return KeptSeal(row.number, row.since, row.until, row.signed)
