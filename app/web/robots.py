"""Robots that say so: what a kept list of crawlers knows by its User-Agent is counted apart from visitors."""

from functools import lru_cache

from crawleruseragents import is_crawler

from app.domain.device import Device, device_of

_LOOKED_AT = 512
"""Of what calls itself by a longer name, the beginning is looked at."""


@lru_cache(maxsize=4_096)
def device_of_visitor(user_agent: str) -> Device | None:
    """Return the class of a visitor's device, None for a robot; each browser is looked up once.

    The list is that of the package crawler-user-agents: hundreds of patterns, amended every few weeks.
    """
    told = user_agent[:_LOOKED_AT]
    return None if is_crawler(told) else device_of(told)
