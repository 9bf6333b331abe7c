"""Shards: the sixty-four parts of the book that can be spread over machines, and which of them holds what.

A visitor's records lie in one shard, named by the first of the 22 characters of her id: six of its 128 random bits.
That is all of her that her records keep when she is erased, and one in sixty-four of all visitors shares it.
"""

from typing import NewType

from app.domain.ids import NOBODY, RecordId, VisitorId

Shard = NewType("Shard", int)

# The smallest numbers of which PostgreSQL's hash puts one into each sixty-fourth of its range, in the order of those:
# so Citus, which spreads by that hash, gives 64, 32 or 16 places equally many.
_NUMBERS = (
    *(60, 8, 82, 1, 31, 88, 79, 24, 10, 92, 48, 109, 5, 112, 50, 166),
    *(4, 7, 17, 172, 16, 96, 170, 85, 36, 89, 19, 0, 37, 45, 101, 3),
    *(113, 52, 62, 99, 136, 168, 46, 28, 6, 66, 70, 21, 83, 39, 43, 13),
    *(2, 351, 27, 95, 58, 149, 41, 179, 9, 80, 59, 22, 12, 11, 44, 18),
)
SHARDS = tuple(map(Shard, _NUMBERS))

_BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_OF_DIGIT = dict(zip(_BASE64URL, SHARDS, strict=True))


def shard_of(visitor: VisitorId, record: RecordId) -> Shard:
    """Return where a visitor's records lie; where there is no visitor, where what is known by this id lies."""
    return shard_of_id(record) if visitor == NOBODY else _OF_DIGIT[visitor[0]]


def shard_of_visitor(visitor: VisitorId) -> Shard:
    """Return where a visitor's records lie."""
    return _OF_DIGIT[visitor[0]]


def shard_of_id(identity: str) -> Shard:
    """Return where that lies which is of no visitor and is known by a UUID."""
    return SHARDS[int(identity[-2:], 16) % len(SHARDS)]
