"""Merkle trees as RFC 6962 §2.1 hashes them; leaves are given by their hashes, in order.

A level's last hash without a neighbour rises as it is, which gives the same tree as the recursion in the RFC.
"""

from collections.abc import Sequence
from hashlib import sha256

HASH_SIZE = 32


def hash_leaf(content: bytes) -> bytes:
    """Return the hash of a leaf; its prefix keeps it from ever passing for a node."""
    return sha256(b"\x00" + content).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Return the hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaves; that of no leaves is the hash of nothing."""
    if not leaves:
        return sha256(b"").digest()
    level = leaves
    while len(level) > 1:
        level = _above(level)
    return level[0]


def path(leaves: Sequence[bytes], position: int) -> tuple[bytes, ...]:
    """Return the hashes that lead from a leaf to the root, lowest first (the audit path of RFC 6962 §2.1.1)."""
    if not 0 <= position < len(leaves):
        raise IndexError(position)
    return path_in(levels(leaves), position)


def levels(leaves: Sequence[bytes]) -> tuple[Sequence[bytes], ...]:
    """Return the whole tree over leaves, level by level, the leaves first: paths of many leaves come from it."""
    found = [leaves]
    while len(found[-1]) > 1:
        found.append(_above(found[-1]))
    return tuple(found)


def path_in(levels: Sequence[Sequence[bytes]], position: int) -> tuple[bytes, ...]:
    """Return the path of a leaf in a tree, as `path` does."""
    neighbours = ((level, (position >> height) ^ 1) for height, level in enumerate(levels[:-1]))
    return tuple(level[at] for level, at in neighbours if at < len(level))


def root_along(path: Sequence[bytes], leaf: bytes, position: int, size: int) -> bytes | None:
    """Return the root to which a path leads a leaf in a tree of this size; None where it cannot be its path.

    After RFC 9162 §2.1.3.2.
    """
    if not 0 <= position < size:
        return None
    last = size - 1
    found = leaf
    for step in path:
        if last == 0:
            return None
        if position & 1 or position == last:
            found = hash_node(step, found)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            found = hash_node(found, step)
        position >>= 1
        last >>= 1
    return found if last == 0 else None


def _above(level: Sequence[bytes]) -> list[bytes]:
    above = [sha256(b"\x01" + level[at] + level[at + 1]).digest() for at in range(0, len(level) - 1, 2)]
    if len(level) % 2:
        above.append(level[-1])
    return above
