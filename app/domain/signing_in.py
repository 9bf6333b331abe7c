"""Ways into the console: one-time links and sessions, each known by a secret that is only kept as a hash."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from app.domain.device import Device
from app.domain.errors import InvalidField, KelisimError
from app.domain.user import Roles, UserId

LINK_HOLDS = timedelta(days=7)
"""How long a one-time link opens."""

SESSION_HOLDS = timedelta(days=14)
"""How long a session lasts at most."""

SESSION_RESTS = timedelta(hours=12)
"""How long a session lasts that nobody uses."""

CODE_HOLDS = timedelta(minutes=10)
"""How long somebody who wrote her password may take to write the code of her app."""

_SHORTEST, _LONGEST = 12, 200
_SIGN_IN = re.compile(r"[^\s@\0]+(@[^\s@\0]+)?")
"""Of anything but NUL, which PostgreSQL takes in no text."""
_LONGEST_SIGN_IN = 120


class Fault(StrEnum):
    """What cannot be so about a name or a password; each has its sentence in the console's texts."""

    NAME = "name"
    TAKEN = "taken"
    SHORT = "short"
    LONG = "long"
    GUESSED = "guessed"
    WRONG = "wrong"
    CODE = "code"


class Unfit(InvalidField):
    """A name or a password cannot be what was written."""

    def __init__(self, field: str, fault: Fault) -> None:
        super().__init__(field, f"It is {fault}.")
        self.fault = fault


class UsedLink(KelisimError):
    """A one-time link opens nothing: it was used, it is too old, or it never was one."""

    def __init__(self) -> None:
        super().__init__("This link opens nothing any more. Ask for another one.")


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link: whoever opens it first becomes a user with these roles. `sign_in` is for whom it was made."""

    hash: bytes
    roles: Roles
    made_at: datetime
    sign_in: str | None = None
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def opens(self, now: datetime) -> bool:
        """Tell whether the link still opens."""
        return self.used_at is None and self.withdrawn_at is None and now < self.made_at + LINK_HOLDS


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser of a user; where it `needs_code`, it knows her password and opens nothing yet."""

    hash: bytes
    user: UserId
    begun_at: datetime
    seen_at: datetime
    device: Device
    needs_code: bool = False

    def holds(self, now: datetime) -> bool:
        """Tell whether it still holds: not too old, and not unused for too long."""
        if self.needs_code:
            return now < self.begun_at + CODE_HOLDS
        return now < min(self.begun_at + SESSION_HOLDS, self.seen_at + SESSION_RESTS)


def new_secret() -> str:
    """Return 256 random bits in base64url, for a link or a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> bytes:
    """Return what is kept of such a secret; nobody guesses 256 random bits, so a fast hash is enough."""
    return sha256(secret.encode()).digest()


def checked_sign_in(text: str) -> str:
    """Return what somebody signs in with as it is kept; raise Unfit where it cannot be that."""
    name = text.strip().lower()
    if _SIGN_IN.fullmatch(name) is None or len(name) > _LONGEST_SIGN_IN:
        raise Unfit("sign_in", Fault.NAME)
    return name


def check_password(password: str, sign_in: str) -> None:
    """Raise Unfit where a password is too short to be safe, too long, or the name itself.

    Length is what counts, and no kind of character is asked for (NIST SP 800-63B-4 §3.1.1.2).
    """
    if len(password) < _SHORTEST:
        raise Unfit("password", Fault.SHORT)
    if len(password) > _LONGEST:
        raise Unfit("password", Fault.LONG)
    if password.lower() in {sign_in, sign_in.partition("@")[0]} or len(set(password)) < 4:  # noqa: PLR2004 - aaaa…
        raise Unfit("password", Fault.GUESSED)
