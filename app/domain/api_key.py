"""API keys: what a site's server shows so that it may read, or record in its visitors' name.

A key is told as `klsm_<id>_<secret>`: 64 bits of id in hexadecimal digits, 256 random bits of secret in base64url.
"""

import hmac
import re
import secrets
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import NewType

from app.domain.access import Actor
from app.domain.ids import SiteId

KeyId = NewType("KeyId", str)

_TOLD = re.compile(r"klsm_(?P<id>[0-9a-f]{16})_(?P<secret>[A-Za-z0-9_-]{43})")


class Scope(StrEnum):
    """What a key opens: reading standings, records and receipts; recording and erasing; giving out in bulk."""

    READ = "read"
    WRITE = "write"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept: its secret only as a hash. `used_on` is the last day of use, in UTC."""

    id: KeyId
    site: SiteId
    name: str
    scopes: AbstractSet[Scope]
    hash: bytes
    added_at: datetime
    used_on: date | None = None
    revoked_at: datetime | None = None

    @property
    def actor(self) -> Actor:
        """Return who uses it, as the log of accesses names her."""
        return actor_of(self.id)

    def opens_with(self, secret: str) -> bool:
        """Tell whether the secret is the key's and the key is not revoked; takes as long for any secret."""
        return hmac.compare_digest(self.hash, hash_secret(secret)) and self.revoked_at is None


def actor_of(key: KeyId) -> Actor:
    """Return how the log of accesses names a key."""
    return Actor(f"key:{key}")


def new_key(site: SiteId, name: str, scopes: AbstractSet[Scope], now: datetime) -> tuple[ApiKey, str]:
    """Return a new key and how it is told; nobody can tell it again."""
    identity, secret = KeyId(secrets.token_hex(8)), secrets.token_urlsafe(32)
    return ApiKey(identity, site, name, scopes, hash_secret(secret), now), f"klsm_{identity}_{secret}"


def read_key(told: str) -> tuple[KeyId, str] | None:
    """Return the id and the secret of a key as it was told, None where it is none."""
    found = _TOLD.fullmatch(told)
    return None if found is None else (KeyId(found["id"]), found["secret"])


def hash_secret(secret: str) -> bytes:
    """Return what is kept of a secret: its SHA-256.

    Slow hashes protect what people choose, since that can be guessed. Nobody guesses 256 random bits, so a slow hash
    would only make each call slow.
    """
    return sha256(secret.encode()).digest()
