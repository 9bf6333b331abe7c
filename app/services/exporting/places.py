"""The places that records have in seals, found for many records in the order in which they came."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.domain import merkle
from app.store import seals
from app.store.leaves import KeptLeaf
from app.store.seals import KeptSeal

_KEPT = 2
"""The seal that most of them are in, and the next one, which took in what came late."""


@dataclass(frozen=True, slots=True)
class Place:
    """A record's place in a seal, and the path from its leaf to the root, lowest first."""

    seal: KeptSeal
    position: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _Tree:
    seal: KeptSeal
    positions: dict[bytes, int]
    levels: tuple[Sequence[bytes], ...]


class Places:
    """Finds places; keeps the trees of the last few seals, and no more."""

    def __init__(self) -> None:
        self._trees: list[_Tree] = []

    def of(self, connection: Connection, kept: KeptLeaf) -> Place | None:
        """Return the place of a record, None where no seal has it yet."""
        for tree in self._trees:
            if kept.leaf in tree.positions:
                return _place(tree, kept.leaf)
        for seal in seals.around(connection, kept.recorded_at):
            if all(seal.number != tree.seal.number for tree in self._trees):
                tree = _tree(connection, seal)
                self._trees = [tree, *self._trees][:_KEPT]
                if kept.leaf in tree.positions:
                    return _place(tree, kept.leaf)
        return None


def _tree(connection: Connection, seal: KeptSeal) -> _Tree:
    leaves = [entry.leaf for tile in seals.tiles(connection, seal.number) for entry in tile.entries()]
    return _Tree(seal, {leaf: position for position, leaf in enumerate(leaves)}, merkle.levels(leaves))


def _place(tree: _Tree, leaf: bytes) -> Place:
    position = tree.positions[leaf]
    return Place(tree.seal, position, merkle.path_in(tree.levels, position))
