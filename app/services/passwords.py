"""Passwords, kept as Argon2id hashes (RFC 9106, the library's own profile)."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

hasher = PasswordHasher()


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return hasher.hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one that is kept; takes as long where there is none."""
    try:
        return hasher.verify(kept or _nobodys(), password)
    except VerifyMismatchError:
        return False


def is_dated(kept: str) -> bool:
    """Tell whether a hash was made with less effort than is made now."""
    return hasher.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    """Return the hash of a password that nobody has, so that asking for a name that nobody has takes as long."""
    return hasher.hash(secrets.token_urlsafe())
