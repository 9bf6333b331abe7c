"""How often may be written: by one address at one site, and by all together at one site; and signed in.

Limits are read and counters kept by `limits`, the engine of Flask-Limiter, asked directly and only about what writes:
the extension's own steps took longer than the rest of a reading. Time goes in fixed windows.
"""

from collections.abc import Callable
from ipaddress import IPv6Address
from math import ceil
from time import time

from flask import Blueprint, Flask, current_app
from limits import RateLimitItem, parse

from app.services.transaction import unless_kept
from app.settings import IN_MEMORY, Settings
from app.web.counters import Counters
from app.web.guards import used_key
from app.web.requests import present
from app.web.shared_counters import SharedCounters

_NAME = "kelisim.limit"
_COUNT = "kelisim.count"
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class TooManyRequests(Exception):
    """More was written than may be; after so many seconds more may be written."""

    def __init__(self, limit: RateLimitItem, whose: str, seconds: int) -> None:
        super().__init__(f"At most {limit} {whose}.")
        self.seconds = seconds


def limit_writes(blueprint: Blueprint) -> None:
    """Limit how often may be written at one site through this blueprint; raises TooManyRequests.

    A site's server, which has an API key, writes for many visitors and is not counted.
    """
    blueprint.before_request(_count)


def enforce_limits(app: Flask, settings: Settings) -> None:
    """Hold an application to the limits that are set."""
    of_address, of_site = parse(settings.write_limit), parse(settings.site_limit)
    in_memory = settings.limits_store == IN_MEMORY
    counters = Counters() if in_memory else SharedCounters(settings.limits_store)

    def hit(limit: RateLimitItem, whose: str, *named: str) -> int:
        key, seconds = limit.key_for(*named), limit.get_expiry()
        used = counters.incr(key, seconds)
        unless_kept(lambda: counters.incr(key, seconds, -1))  # it is tried again, and counted then
        if used > limit.amount:
            raise TooManyRequests(limit, whose, max(1, ceil(counters.get_expiry(key) - time())))
        return used

    def allow(site: str, caller: str) -> None:
        hit(of_address, "from one address", site, caller)
        hit(of_site, "at one site", site)  # only what its address may: nobody uses up what belongs to all

    app.extensions[_NAME] = allow
    app.extensions[_COUNT] = hit


def count(limit: RateLimitItem, whose: str, *named: str) -> bool:
    """Count something else than writing against a limit of its own, by whose name; raises TooManyRequests.

    Tells whether it was the last that may be.
    """
    hit: Callable[..., int] = current_app.extensions[_COUNT]
    return hit(limit, whose, *named) >= limit.amount


def caller() -> str:
    """Return what counts as one caller, of whoever calls."""
    return network_of(present().remote_addr or "")


def network_of(address: str) -> str:
    """Return what counts as one caller: an address, or the 64 bits of IPv6 that one household or machine has."""
    if ":" not in address:
        return address
    try:
        read = IPv6Address(address)
    except ValueError:  # a proxy that adds a port
        return address
    return str(read.ipv4_mapped or int(read) >> 64)


def _count() -> None:
    asked = present()
    if asked.method in _WRITING and used_key() is None:
        allow: Callable[[str, str], None] = current_app.extensions[_NAME]
        allow((asked.view_args or {}).get("site", ""), caller())
