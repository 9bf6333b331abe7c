"""Secrets of second factors, as the store keeps them: encrypted, so that a copy of the store alone gives out no codes.

AES-GCM (NIST SP 800-38D) under a key that HKDF (RFC 5869) makes of the keyring's secret, which outlives rotations.
Whose it is goes in as associated data: what is put into another user's row opens there no more.
"""

import secrets
from base64 import b32decode, b32encode, urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import UnusableKeys
from app.signing.keyring import Keyring

_PURPOSE = b"kelisim: secrets of second factors"
_NONCE = 12
_PLAIN = 32
"""So many letters of base32 has a secret that is not encrypted; one that is has twice as many."""


def encrypted(keyring: Keyring, secret: str, whose: str) -> str:
    """Return what is kept of a secret in base32, bound to whose it is; raise UnusableKeys."""
    nonce = secrets.token_bytes(_NONCE)
    return urlsafe_b64encode(nonce + _cipher(keyring).encrypt(nonce, b32decode(secret), whose.encode())).decode()


def decrypted(keyring: Keyring, kept: str, whose: str) -> str:
    """Return the secret again; raise UnusableKeys where it was kept under another keyring, or for somebody else."""
    try:
        raw = urlsafe_b64decode(kept)
        return b32encode(_cipher(keyring).decrypt(raw[:_NONCE], raw[_NONCE:], whose.encode())).decode()
    except (InvalidTag, ValueError) as error:
        raise UnusableKeys("A second factor was encrypted under another file of keys than this one.") from error


def is_encrypted(kept: str) -> bool:
    """Tell whether what is kept is encrypted; Kelisim did not always do that."""
    return len(kept) > _PLAIN


def _cipher(keyring: Keyring) -> AESGCM:
    if keyring.secret is None:
        raise UnusableKeys("The file of keys has no secret to encrypt with; it gets one by: kelisim signing rotate")
    made = HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(keyring.secret.encode())
    return AESGCM(made)
