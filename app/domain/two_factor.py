"""The second factor of a user: codes of her app (TOTP, RFC 6238), and recovery codes for when it is lost."""

import secrets
from base64 import b32encode
from dataclasses import dataclass, replace
from hmac import compare_digest
from typing import Self

from app.domain.signing_in import hash_of

_CODES = 10
_CODE_BYTES = 10


@dataclass(frozen=True, slots=True)
class TwoFactor:
    """What is kept of it: the app's secret, encrypted; the step of the last code; hashes of recovery codes.

    Until a first code has shown that the app has the secret, there is no step, and it is not asked for.
    """

    secret: str
    step: int | None = None
    recovery: tuple[str, ...] = ()

    def after_step(self, step: int) -> Self | None:
        """Return what is kept after the code of a step was used; None where that or a later one was used already."""
        return None if self.step is not None and step <= self.step else replace(self, step=step)

    def after_recovery(self, code: str) -> Self | None:
        """Return what is kept after a recovery code was used; None where there is none such, or no more."""
        used = kept_of(code)
        left = tuple(each for each in self.recovery if not compare_digest(each, used))
        return replace(self, recovery=left) if len(left) < len(self.recovery) else None


def plain(code: str) -> str:
    """Return a code as it is compared: however somebody has parted and written it."""
    return code.replace("-", "").replace(" ", "").lower()


def kept_of(code: str) -> str:
    """Return what is kept of a recovery code; nobody guesses its 80 random bits, so a fast hash is enough."""
    return hash_of(plain(code)).hex()


def new_recovery_codes() -> tuple[str, ...]:
    """Return recovery codes, each to be used once, parted so that they can be copied by hand."""
    written = (b32encode(secrets.token_bytes(_CODE_BYTES)).decode().lower() for _ in range(_CODES))
    return tuple("-".join(each[at : at + 4] for at in range(0, len(each), 4)) for each in written)
