"""How often somebody may try to sign in: a few times a minute with one name, and from one address."""

import hashlib
import secrets

from flask import request
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from app.web.counters import Counters

_LIMITER = FixedWindowRateLimiter(Counters())
_OF_NAME, _OF_ADDRESS = parse("10/minute"), parse("30/minute")
_KEY = secrets.token_bytes(32)


class TooManyTries(Exception):
    """Somebody tries too often."""


def be_patient(name: str) -> None:
    """Count a try; raise TooManyTries where there were too many in the last minute. Only hashes are kept."""
    by_name = _LIMITER.hit(_OF_NAME, _hashed(name.strip().lower()))
    by_address = _LIMITER.hit(_OF_ADDRESS, _hashed(str(request.remote_addr)))
    if not (by_name and by_address):
        raise TooManyTries


def _hashed(who: str) -> str:
    return hashlib.blake2b(who.encode(), key=_KEY, digest_size=16).hexdigest()
