"""The keys that seals and receipts are signed with: a JSON Web Key Set in a file of its own, with one secret more.

The file holds the private part of the newest key only: a key that is retired can sign nothing any more, and what it
signed can be checked for ever. Never in the database and never in the repository.
"""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from app.domain.errors import UnusableKeys

ALGORITHM: Final = "Ed25519"
"""Of RFC 9864; it is the signature scheme of RFC 8032."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key with its times: `since` it signs, and `until` it was retired, None while it signs."""

    jwk: OKPKey
    since: datetime
    until: datetime | None

    @property
    def id(self) -> str:
        """The key's thumbprint (RFC 7638): the same key has no two names."""
        return self.jwk.thumbprint()

    def document(self, *, private: bool = False) -> dict[str, Any]:
        """Return the key as JSON; `iat` and `exp` are its times in Unix seconds, as OpenID Federation has them."""
        times = {"iat": int(self.since.timestamp())}
        if self.until is not None:
            times["exp"] = int(self.until.timestamp())
        named = {"kid": self.id, "use": "sig", "alg": ALGORITHM}
        return self.jwk.as_dict(private=private) | named | times


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys, oldest first; the last one signs, where its private part is there.

    With the `secret` ids of imported visitors are made, and second factors encrypted. It never changes: the visitors
    would be others then, and nobody's app would open any more.
    """

    keys: tuple[Key, ...]
    secret: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, document: Any) -> Self:
        """Read a JSON Web Key Set, private or public; raise UnusableKeys."""
        try:
            return cls(tuple(_key(each) for each in document["keys"]), document.get("secret"))
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise UnusableKeys("This is not a JSON Web Key Set of Ed25519 keys with their times.") from error

    @property
    def signing(self) -> Key | None:
        """The key that signs now."""
        newest = self.keys[-1] if self.keys else None
        return newest if newest is not None and newest.until is None and newest.jwk.is_private else None

    def named(self, key: str) -> Key | None:
        """Return the key of this id."""
        return next((each for each in self.keys if each.id == key), None)

    def public(self) -> dict[str, Any]:
        """Return what everybody may see: the public parts, retired keys included."""
        return {"keys": [key.document() for key in self.keys]}

    def rotated(self, now: datetime) -> "Keyring":
        """Return the ring with a new key, and without the private part of the one that signed before.

        Its secret stays; it gets one where it has none.
        """
        retired = tuple(
            Key(_public(key.jwk), key.since, key.until or now) if key.jwk.is_private else key for key in self.keys
        )
        made = Key(OKPKey.generate_key(ALGORITHM), now, None)
        return Keyring((*retired, made), self.secret or secrets.token_urlsafe(32))


Keys = Callable[[], Keyring]
"""Reads the keys where they are needed; UnusableKeys is raised where there are none."""


def read_keys(path: Path) -> Keyring:
    """Read the file; raise UnusableKeys where there is none, or where it holds something else."""
    try:
        return Keyring.of(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise UnusableKeys(f"There are no keys in {path}; make some with: kelisim signing rotate") from error
    except (OSError, ValueError) as error:
        raise UnusableKeys(f"{path} cannot be read as keys: {error}") from error


def write_keys(path: Path, keyring: Keyring) -> None:
    """Write the file in one step, readable by nobody but the one who runs Kelisim."""
    document = {"keys": [key.document(private=key.jwk.is_private) for key in keyring.keys], "secret": keyring.secret}
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(json.dumps(document, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _key(document: dict[str, Any]) -> Key:
    if document["crv"] != ALGORITHM:
        raise ValueError(document["crv"])
    until = document.get("exp")
    return Key(
        OKPKey.import_key({name: document[name] for name in ("kty", "crv", "x", "d") if name in document}),
        datetime.fromtimestamp(document["iat"], UTC),
        None if until is None else datetime.fromtimestamp(until, UTC),
    )


def _public(jwk: OKPKey) -> OKPKey:
    return OKPKey.import_key(jwk.as_dict(private=False))
