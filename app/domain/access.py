"""Accesses: who opened, gave out or destroyed records, and who says who may; when, and why.

They stand in the book beside the records.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, NewType

from app.domain.canonical import canonical
from app.domain.ids import SiteId, VisitorId
from app.domain.moment import written

Actor = NewType("Actor", str)
"""Who did it: `visitor`, or a kind and a name, as `operator:aigul`, `user:aigul@cap.kz` or `key:3f2a90c41b7de658`."""

HERSELF = Actor("visitor")
"""The visitor's own page."""

OPERATOR = Actor("operator")
"""Somebody with the command line whose account nobody told."""

UNKNOWN = Actor("unknown")
"""Somebody who is not signed in, so nobody knows who."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """On what occasion records are opened: who does it, when, and why."""

    actor: Actor
    at: datetime
    reason: str | None = None


class Act(StrEnum):
    """What was done. `use` is the first use of an API key on a day: its readings of standings are not noted singly.

    The ones of MANAGING are about users and keys, and no records: the reason says of whom (`managing.py`). `publish` is
    about the site: the reason says which edition holds, and which banner is shown.
    """

    ERASE = "erase"
    EXPORT = "export"
    RESTRICT = "restrict"
    LIFT = "lift"
    DESTROY = "destroy"
    IMPORT = "import"
    READ = "read"
    USE = "use"
    RESET = "reset"
    INVITE = "invite"
    JOIN = "join"
    UNINVITE = "uninvite"
    REINVITE = "reinvite"
    ROLES = "roles"
    FORGET = "forget"
    TWO_FACTOR_ON = "two-factor-on"
    TWO_FACTOR_OFF = "two-factor-off"
    PUBLISH = "publish"
    PASSWORD = "password"  # noqa: S105 - what was changed, not what it was
    CONNECT = "connect"
    DISCONNECT = "disconnect"
    SIGN_OUT_ALL = "sign-out-all"
    TRIES = "tries"
    ADD_KEY = "add-key"
    REVOKE_KEY = "revoke-key"


MANAGING = frozenset(
    {
        Act.RESET,
        Act.INVITE,
        Act.JOIN,
        Act.UNINVITE,
        Act.REINVITE,
        Act.ROLES,
        Act.FORGET,
        Act.TWO_FACTOR_ON,
        Act.TWO_FACTOR_OFF,
        Act.PASSWORD,
        Act.CONNECT,
        Act.DISCONNECT,
        Act.SIGN_OUT_ALL,
        Act.TRIES,
        Act.ADD_KEY,
        Act.REVOKE_KEY,
    }
)
"""What is done to users and keys. `tries`: somebody tried passwords or codes of a user until she had to wait."""


CHANGING = frozenset({Act.PUBLISH})
"""What is done to the site itself."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """Which records were destroyed: when the first and the last of them came, how many had been erased, all their ids.

    Ids are 16 bytes each, joined. In the book stands their SHA-256.
    """

    since: datetime
    until: datetime
    erased: int
    ids: bytes


@dataclass(frozen=True, slots=True)
class Access:
    """One act on records of a site. `visitor` is None where it was about no single one, or where nobody may know."""

    id: str
    site: SiteId
    at: datetime
    actor: Actor
    act: Act
    records: int
    visitor: VisitorId | None = None
    reason: str | None = None
    destroyed: Destroyed | None = None

    @property
    def is_about_records(self) -> bool:
        """Tell whether it was done to records; else to the site, to users or to keys."""
        return self.act not in MANAGING | CHANGING


@dataclass(frozen=True, slots=True)
class Sought:
    """Which accesses are looked for: by whom, what was done, from when until before when, of whom; empty is any."""

    actors: tuple[Actor, ...] = ()
    acts: frozenset[Act] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    visitors: tuple[VisitorId, ...] = ()


_KINDS = ("user", "operator", "key")


def actors_called(name: str) -> tuple[Actor, ...]:
    """Return who may be meant by a name, with what kind of actor it is or without."""
    small = name.lower()
    return tuple(
        map(Actor, dict.fromkeys((name, small, *(f"{kind}:{each}" for kind in _KINDS for each in (name, small)))))
    )


_PLAIN = ("site", "id", "at", "actor", "act", "records", "reason")


def hash_visitor(visitor: str, nonce: str) -> bytes:
    """Return the hash that stands for a visitor in an access."""
    return sha256(canonical({"nonce": nonce, "visitor": visitor})).digest()


def content_of(row: Mapping[str, object], subject: bytes | None) -> dict[str, object]:
    """Return what of an access is hashed into the book: its visitor only as a hash, so that she can be erased."""
    content = {name: written(value) if isinstance(value := row[name], datetime) else value for name in _PLAIN}
    content |= {"form": "access", "subject": None if subject is None else subject.hex()}
    if row["act"] == Act.DESTROY:
        content["destroyed"] = _destroyed_content(row)
    return content


def _destroyed_content(row: Mapping[str, Any]) -> dict[str, object]:
    ids = row["ids"]
    return {
        "since": None if row["since"] is None else written(row["since"]),
        "until": None if row["until"] is None else written(row["until"]),
        "erased": row["erased"],
        "ids": None if ids is None else sha256(ids).hexdigest(),
    }
