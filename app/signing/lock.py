"""What only one browser may read again: encrypted under the secret in its cookie, which is kept nowhere else.

AES-GCM (NIST SP 800-38D) under a key that HKDF (RFC 5869) makes of the secret.
"""

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE = b"kelisim: unsent forms"
_NONCE = 12


def locked(secret: str, content: bytes) -> bytes:
    """Return what is kept of something."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(secret).encrypt(nonce, content, None)


def unlocked(secret: str, kept: bytes) -> bytes:
    """Return it again."""
    return _cipher(secret).decrypt(kept[:_NONCE], kept[_NONCE:], None)


def _cipher(secret: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode()))
