"""A tree that continues another can be told from one that does not."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.consistency import consistency, continues
from app.domain.merkle import HASH_SIZE, root

_HASHES = st.binary(min_size=HASH_SIZE, max_size=HASH_SIZE)
_TREES = st.lists(_HASHES, min_size=1, max_size=80)


def _ends(leaves: list[bytes], size: int) -> tuple[tuple[int, bytes], tuple[int, bytes]]:
    return (size, root(leaves[:size])), (len(leaves), root(leaves))


@given(_TREES, st.data())
def test_every_tree_continues_its_beginnings(leaves: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(0, len(leaves)))
    assert continues(*_ends(leaves, size), consistency(leaves, size))


def test_every_small_tree_continues_its_beginnings() -> None:
    leaves = [bytes([number]) * HASH_SIZE for number in range(17)]
    for whole in range(1, 18):
        for size in range(whole + 1):
            assert continues(*_ends(leaves[:whole], size), consistency(leaves[:whole], size))
            if 0 < size < whole:
                assert not continues(*_ends(leaves[:whole], size), (*consistency(leaves[:whole], size), leaves[0]))


@given(_TREES, st.data())
def test_a_tree_with_another_beginning_does_not_continue(leaves: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(leaves)))
    other = data.draw(_HASHES)
    earlier, later = _ends(leaves, size)
    assume(other not in {earlier[1], later[1]})
    assert not continues((size, other), later, consistency(leaves, size))
    assert not continues(earlier, (later[0], other), consistency(leaves, size))


@given(_TREES, st.data())
def test_hashes_too_many_or_too_few_show_nothing(leaves: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(leaves)))
    shown = consistency(leaves, size)
    assert not continues(*_ends(leaves, size), (*shown, leaves[0]))
    if shown:
        assert not continues(*_ends(leaves, size), shown[:-1])
        assert not continues(*_ends(leaves, size), ())


def test_a_smaller_tree_continues_no_larger_one() -> None:
    one, two = bytes(HASH_SIZE), bytes(range(HASH_SIZE))
    assert not continues((2, root([one, two])), (1, one), ())


@pytest.mark.parametrize("size", [-1, 2])
def test_a_beginning_is_part_of_the_tree(size: int) -> None:
    with pytest.raises(IndexError):
        consistency([bytes(HASH_SIZE)], size)
