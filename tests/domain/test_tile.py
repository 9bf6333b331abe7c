"""A seal divided into tiles has the same root and the same paths."""

from hashlib import sha256

import pytest

from app.domain import merkle
from app.domain.tile import TILE_SIZE, Entry, tiles_of

_ENTRIES = [Entry(number.to_bytes(16), sha256(number.to_bytes(4)).digest()) for number in range(2 * TILE_SIZE + 3)]


@pytest.mark.parametrize("size", [1, 2, TILE_SIZE, TILE_SIZE + 1, 2 * TILE_SIZE + 3])
def test_the_roots_of_tiles_give_the_root_of_the_seal(size: int) -> None:
    tiles = tiles_of(_ENTRIES[:size])
    assert merkle.root([tile.root for tile in tiles]) == merkle.root([entry.leaf for entry in _ENTRIES[:size]])
    assert [entry for tile in tiles for entry in tile.entries()] == _ENTRIES[:size]


@pytest.mark.parametrize("place", [0, TILE_SIZE - 1, TILE_SIZE, 2 * TILE_SIZE + 2])
def test_a_path_goes_on_over_the_roots_of_tiles(place: int) -> None:
    tiles = tiles_of(_ENTRIES)
    number, position = divmod(place, TILE_SIZE)
    found = tiles[number].path(_ENTRIES[place].leaf)
    assert found is not None
    assert found[0] == position
    whole = found[1] + merkle.path([tile.root for tile in tiles], number)
    assert whole == merkle.path([entry.leaf for entry in _ENTRIES], place)


def test_a_leaf_of_elsewhere_has_no_path() -> None:
    assert tiles_of(_ENTRIES[:2])[0].path(_ENTRIES[2].leaf) is None
