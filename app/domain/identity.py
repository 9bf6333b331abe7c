"""Who somebody is by the word of an identity provider (OpenID Connect)."""

from dataclasses import dataclass
from hashlib import sha256

from app.domain.errors import KelisimError


class NotInvited(KelisimError):
    """Nobody invited who came by an identity provider, or her address was not confirmed to be hers."""

    def __init__(self) -> None:
        super().__init__("Nobody invited you by this address.")


@dataclass(frozen=True, slots=True)
class Identity:
    """A subject of an issuer, and her address if the issuer has confirmed that it is hers, else none."""

    issuer: str
    subject: str
    address: str

    @property
    def key(self) -> str:
        """Return what it is known by: subjects are only unique with their issuer (OpenID Connect Core §2)."""
        return sha256(f"{self.issuer}\0{self.subject}".encode()).hexdigest()
