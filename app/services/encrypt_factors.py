"""Encrypt the second factors that are kept as they were told; an earlier Kelisim did that."""

from dataclasses import replace

from app.domain.two_factor import TwoFactor
from app.domain.user import UserId
from app.services.overwrite import overwrite
from app.services.transaction import afterwards, reading, writing
from app.signing.encryption import encrypted, is_encrypted
from app.signing.keyring import Keys
from app.store import users


def encrypt_factors(keys: Keys) -> int:
    """Encrypt them, and overwrite what they were; return how many there were.

    Raises UnusableKeys where there are some, and no keys.
    """
    if not _plain(read_factors()):
        return 0
    keyring = keys()
    with writing() as connection:
        plain = _plain(users.two_factors(connection))
        for user, kept in plain.items():
            hidden = replace(kept, secret=encrypted(keyring, kept.secret, user))
            users.keep_two_factor(connection, user, hidden)
    afterwards(overwrite)
    return len(plain)


def read_factors() -> dict[UserId, TwoFactor]:
    """Return what is kept of all second factors, by whose they are."""
    with reading() as connection:
        return users.two_factors(connection)


def _plain(factors: dict[UserId, TwoFactor]) -> dict[UserId, TwoFactor]:
    return {user: kept for user, kept in factors.items() if not is_encrypted(kept.secret)}
