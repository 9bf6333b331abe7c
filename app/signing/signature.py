"""Signatures over JSON in its canonical form, as compact JWS (RFC 7515); over a document, beside it (appendix F)."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError

from app.domain.canonical import canonical
from app.domain.errors import UnusableKeys
from app.signing.keyring import ALGORITHM, Key, Keyring


class BadSignature(Exception):
    """Something was not signed by a key of the ring, or not while that key signed."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature covers, and the key that made it."""

    content: Any
    key: Key


def sign(keyring: Keyring, content: object) -> str:
    """Return content with its signature; raise UnusableKeys where no key can sign."""
    key = keyring.signing
    if key is None:
        raise UnusableKeys("No key here can sign; make one with: kelisim signing rotate")
    header = {"alg": ALGORITHM, "kid": key.id}
    return jws.serialize_compact(header, canonical(content), key.jwk, algorithms=[ALGORITHM])


def opened(keyring: Keyring, signed: str) -> Signed:
    """Return what was signed; raise BadSignature."""
    key = keyring.named(_key_of(signed))
    if key is None:
        raise BadSignature("It is signed by a key that is not among the known ones.")
    try:
        content = json.loads(jws.deserialize_compact(signed, key.jwk, algorithms=[ALGORITHM]).payload)
    except (JoseError, ValueError) as error:
        raise BadSignature("The signature does not fit what it stands under.") from error
    return Signed(content, key)


def check_time(key: Key, moment: datetime) -> None:
    """Raise BadSignature where a key did not sign at a moment; its times are known to the second."""
    second = moment.replace(microsecond=0)
    if second < key.since or (key.until is not None and second > key.until):
        raise BadSignature("It names a time at which its key did not sign.")


def sign_beside(keyring: Keyring, document: object) -> str:
    """Return the signature of a document, to be kept beside it."""
    header, _, signature = sign(keyring, document).split(".")
    return f"{header}..{signature}"


def check_beside(keyring: Keyring, document: object, signature: str) -> Key:
    """Return the key that signed a document; raise BadSignature."""
    header, _, rest = signature.partition("..")
    payload = urlsafe_b64encode(canonical(document)).rstrip(b"=").decode()
    return opened(keyring, f"{header}.{payload}.{rest}").key


def _key_of(signed: str) -> str:
    try:
        return str(jws.extract_compact(signed.encode()).headers()["kid"])
    except (JoseError, KeyError, ValueError) as error:
        raise BadSignature("There is no signature that names its key.") from error
