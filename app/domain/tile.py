"""Tiles: the leaves of a seal in parts of 1024, each a complete subtree but the last, with its root kept beside it.

A path from a leaf to the seal's root then needs one tile and the roots of the others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain import merkle
from app.domain.merkle import HASH_SIZE

TILE_SIZE = 1_024
ID_SIZE = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A record's place in a seal: the bytes of its id, and its leaf."""

    id: bytes
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a seal as it is kept: ids and leaves, each joined in their order."""

    ids: bytes
    leaves: bytes
    root: bytes

    def entries(self) -> Iterator[Entry]:
        """Return the places in their order."""
        for id_, leaf in zip(_parts(self.ids, ID_SIZE), _parts(self.leaves, HASH_SIZE), strict=False):
            yield Entry(id_, leaf)

    def path(self, leaf: bytes) -> tuple[int, tuple[bytes, ...]] | None:
        """Return the position of a leaf and its path to the tile's root; None where it is not in this tile."""
        leaves = _parts(self.leaves, HASH_SIZE)
        if leaf not in leaves:
            return None
        position = leaves.index(leaf)
        return position, merkle.path(leaves, position)


def tiles_of(entries: Sequence[Entry]) -> tuple[Tile, ...]:
    """Divide the places of a seal."""
    return tuple(_tile(entries[start : start + TILE_SIZE]) for start in range(0, len(entries), TILE_SIZE))


def _tile(entries: Sequence[Entry]) -> Tile:
    leaves = [entry.leaf for entry in entries]
    return Tile(b"".join(entry.id for entry in entries), b"".join(leaves), merkle.root(leaves))


def _parts(joined: bytes, size: int) -> list[bytes]:
    return [joined[start : start + size] for start in range(0, len(joined), size)]
