"""Consistency of Merkle trees: that a larger one only added leaves behind those of a smaller one."""

from collections.abc import Sequence

from app.domain.merkle import hash_node, root


def consistency(leaves: Sequence[bytes], size: int) -> tuple[bytes, ...]:
    """Return the hashes that show that the tree over all leaves continues the one over the first `size` of them.

    After RFC 6962 §2.1.2. Nothing needs showing for none of the leaves, or for all of them.
    """
    if not 0 <= size <= len(leaves):
        raise IndexError(size)
    return () if size in {0, len(leaves)} else _subtrees(leaves, size, is_whole=True)


def continues(earlier: tuple[int, bytes], later: tuple[int, bytes], shown: Sequence[bytes]) -> bool:
    """Tell whether hashes show that a later tree continues an earlier one, each given by its size and its root.

    After RFC 9162 §2.1.4.2.
    """
    (size, before), (whole, after) = earlier, later
    if not 0 < size < whole:
        return not shown and size <= whole and (size == 0 or before == after)
    steps = list(shown)
    position, last = size - 1, whole - 1
    while position & 1:
        position >>= 1
        last >>= 1
    if not position:
        steps.insert(0, before)
    if not steps:
        return False
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old, new = hash_node(step, old), hash_node(step, new)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            new = hash_node(new, step)
        position >>= 1
        last >>= 1
    return last == 0 and (old, new) == (before, after)


def _subtrees(leaves: Sequence[bytes], size: int, *, is_whole: bool) -> tuple[bytes, ...]:
    if size == len(leaves):
        return () if is_whole else (root(leaves),)
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if size <= half:
        return (*_subtrees(leaves[:half], size, is_whole=is_whole), root(leaves[half:]))
    return (*_subtrees(leaves[half:], size - half, is_whole=False), root(leaves[:half]))
