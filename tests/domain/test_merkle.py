"""Merkle trees are those of RFC 6962."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.merkle import HASH_SIZE, hash_leaf, hash_node, path, root, root_along

_HASHES = st.binary(min_size=HASH_SIZE, max_size=HASH_SIZE)
_TREES = st.lists(_HASHES, min_size=1, max_size=80)

# The leaves and roots of the reference tree of Certificate Transparency (merkle_tree_test.cc).
_CONTENTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
_LEAVES = [hash_leaf(bytes.fromhex(content)) for content in _CONTENTS]
_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def _recursive(leaves: list[bytes]) -> bytes:
    """Return the root as RFC 6962 §2.1 defines it."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hash_node(_recursive(leaves[:half]), _recursive(leaves[half:]))


@pytest.mark.parametrize(("size", "expected"), list(enumerate(_ROOTS)))
def test_roots_are_those_of_the_reference_tree(size: int, expected: str) -> None:
    assert root(_LEAVES[:size]).hex() == expected


def test_paths_are_those_of_the_reference_tree() -> None:
    assert [step.hex()[:8] for step in path(_LEAVES, 0)] == ["96a296d2", "5f083f0a", "6b47aaf2"]


@given(_TREES)
def test_the_root_is_that_of_the_recursion(leaves: list[bytes]) -> None:
    assert root(leaves) == _recursive(leaves)


@given(_TREES, st.data())
def test_a_path_leads_its_leaf_to_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(leaves) - 1))
    assert root_along(path(leaves, position), leaves[position], position, len(leaves)) == root(leaves)


@given(_TREES, st.data())
def test_a_path_leads_no_other_leaf_there(leaves: list[bytes], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(_HASHES.filter(lambda drawn: drawn != leaves[position]))
    assert root_along(path(leaves, position), other, position, len(leaves)) != root(leaves)


@given(_TREES, st.data())
def test_a_path_of_another_length_leads_nowhere(leaves: list[bytes], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(leaves) - 1))
    steps = path(leaves, position)
    assert root_along((*steps, leaves[0]), leaves[position], position, len(leaves)) is None
    if steps:
        assert root_along(steps[:-1], leaves[position], position, len(leaves)) is None


@pytest.mark.parametrize("position", [-1, 3])
def test_there_is_no_path_from_outside(position: int) -> None:
    with pytest.raises(IndexError):
        path(_LEAVES[:3], position)
    assert root_along((), _LEAVES[0], position, 3) is None
