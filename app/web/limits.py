"""How often one address may write; addresses are only known by a keyed hash that dies with the process.

The counting is that of `limits`, the engine of Flask-Limiter, asked directly and only about what writes: the
extension's own steps took longer than the rest of a reading.
"""

import hashlib
import secrets
from collections.abc import Callable
from math import ceil
from time import time

from flask import Blueprint, Flask, current_app, request
from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter

from app.web.counters import Counters
from app.web.guards import used_key

_KEY = secrets.token_bytes(32)
_NAME = "kelisim.limit"
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class TooManyRequests(Exception):
    """One address wrote more often than it may; after so many seconds it may again."""

    def __init__(self, limit: RateLimitItem, seconds: int) -> None:
        super().__init__(f"At most {limit} from one address.")
        self.seconds = seconds


def limit_writes(blueprint: Blueprint) -> None:
    """Limit how often one address may write at one site through this blueprint; raises TooManyRequests.

    A site's server, which has an API key, writes for many visitors and is not counted.
    """
    blueprint.before_request(_count)


def enforce_limits(app: Flask, limit: str) -> None:
    """Hold an application to a limit such as "600/minute"."""
    item, limiter = parse(limit), FixedWindowRateLimiter(Counters())

    def allow(caller: str) -> None:
        if not limiter.hit(item, caller):
            raise TooManyRequests(item, max(1, ceil(limiter.get_window_stats(item, caller).reset_time - time())))

    app.extensions[_NAME] = allow


def _count() -> None:
    if request.method in _WRITING and used_key() is None:
        allow: Callable[[str], None] = current_app.extensions[_NAME]
        allow(_caller())


def _caller() -> str:
    site = (request.view_args or {}).get("site", "")
    return hashlib.blake2b(f"{site} {request.remote_addr}".encode(), key=_KEY, digest_size=16).hexdigest()
