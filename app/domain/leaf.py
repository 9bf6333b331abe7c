"""What of a consent record goes into the book, in two parts: whom it is about, and what was answered.

The content holds what was answered, and of the subject only a hash with a random nonce. So erasure can take the
subject away for good, and the book still shows that the answer is the one that was given.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from app.domain.canonical import canonical
from app.domain.merkle import hash_leaf
from app.domain.moment import written

SUBJECT = ("visitor", "page", "nonce")
"""Whom a record is about. The nonce (128 random bits) keeps others from trying out visitors until the hash fits."""

CONTENT = (
    "site",
    "id",
    "decided_at",
    "holds_from",
    "recorded_at",
    "method",
    "categories",
    "counters",
    "grants",
    "edition",
    "banner",
    "language",
    "gpc",
    "device",
)
"""What was answered. Neither these names nor their form may ever change: old leaves would no longer be found."""


def hash_subject(row: Mapping[str, object]) -> bytes:
    """Return the hash that stands for the subject of a record."""
    return sha256(canonical({name: row[name] for name in SUBJECT})).digest()


def content_of(row: Mapping[str, object], subject: bytes) -> dict[str, object]:
    """Return the content of a record with the hash of its subject, ready to become JSON."""
    content = {name: written(value) if isinstance(value := row[name], datetime) else value for name in CONTENT}
    content["subject"] = subject.hex()
    return content


MEMBERS = tuple(sorted((*CONTENT, "subject")))
"""The members of a content in their canonical order."""

_CONTENT_FORM = "{" + ",".join(f'"{name}":%s' for name in MEMBERS) + "}"
_SUBJECT_FORM = '{"nonce":%s,"page":%s,"visitor":%s}'


def leaf_of(content: Mapping[str, object]) -> bytes:
    """Return the hash under which a record stands in the book."""
    return hash_leaf(canonical(content))


def leaf_of_parts(parts: tuple[str, ...]) -> bytes:
    """Return the same from the values of `MEMBERS`, each in canonical form already: four times as fast."""
    return hash_leaf((_CONTENT_FORM % parts).encode())


def hash_subject_parts(visitor: str, page: str, nonce: str) -> str:
    """Return the hash of a subject as `content_of` writes it, from values in canonical form."""
    return sha256((_SUBJECT_FORM % (nonce, page, visitor)).encode()).hexdigest()
