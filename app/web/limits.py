"""How often one address may write; addresses are only known by a keyed hash that dies with the process."""

import hashlib
import secrets
from math import ceil
from time import time

from flask import Blueprint, Flask, current_app, request
from flask_limiter import Limiter

_KEY = secrets.token_bytes(32)
_SETTING = "KELISIM_WRITE_LIMIT"


def _caller() -> str:
    site = (request.view_args or {}).get("site", "")
    return hashlib.blake2b(f"{site} {request.remote_addr}".encode(), key=_KEY, digest_size=16).hexdigest()


def _limit() -> str:
    limit: str = current_app.config[_SETTING]
    return limit


limiter = Limiter(_caller, storage_uri="memory://")


def limit_writes(blueprint: Blueprint) -> None:
    """Limit how often one address may write at one site through this blueprint."""
    limiter.limit(_limit, methods=["POST", "DELETE"])(blueprint)


def enforce_limits(app: Flask, limit: str) -> None:
    """Hold an application to a limit such as "600/minute"."""
    app.config[_SETTING] = limit
    limiter.init_app(app)


def seconds_to_wait() -> int:
    """Return after how many seconds a caller who was stopped may try again."""
    current = limiter.current_limit
    return 1 if current is None else max(1, ceil(current.reset_at - time()))
