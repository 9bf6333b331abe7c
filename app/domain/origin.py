"""Which pages belong to a site, and which cookie domain they share.

An origin is `https://host[:port]` (RFC 6454); `https://*.host` stands for every subdomain of host, at any
depth, and not for host itself.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from app.domain.public_suffixes import PUBLIC_SUFFIXES

_HOST = re.compile(r"([a-z0-9-]+\.)*[a-z0-9-]+(:[0-9]{1,5})?")
_PATTERN = re.compile(rf"https?://(\*\.)?{_HOST.pattern}")
_ADDRESS = re.compile(r"[0-9.]+")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def is_origin_pattern(text: str) -> bool:
    """Tell whether this is an origin or `https://*.host` with a host of at least two labels."""
    if _PATTERN.fullmatch(text) is None:
        return False
    return "://*." not in text or "." in pattern_host(text)


def without_default_port(pattern: str) -> str:
    """Return a pattern as browsers write it: they leave out the port that its scheme has by itself."""
    return pattern.removesuffix(_DEFAULT_PORTS[urlsplit(pattern).scheme])


def shared_suffix(pattern: str) -> str | None:
    """Return the domain of strangers that a pattern claims every name of, None where it claims none."""
    host = pattern_host(pattern)
    return host if "://*." in pattern and host in PUBLIC_SUFFIXES else None


def belongs(origin: str, patterns: Iterable[str]) -> bool:
    """Tell whether a page of this origin is a page of the site."""
    return any(_covers(pattern, origin) for pattern in patterns)


@lru_cache(maxsize=256)
def cookie_hosts(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hosts that a site's cookie may be set for, widest first.

    A host below another one of the site is left out: its pages share the cookie of the wider one. Addresses
    and single labels such as `localhost` cannot carry a Domain attribute (RFC 6265 §5.1.3) and are left out.
    """
    hosts = sorted({pattern_host(pattern) for pattern in patterns}, key=lambda host: (host.count("."), host))
    named = [host for host in hosts if "." in host and _ADDRESS.fullmatch(host) is None]
    return tuple(host for host in named if not any(host.endswith("." + wider) for wider in named))


def cookie_domain(hosts: Iterable[str], page: str) -> str | None:
    """Return the Domain of the cookie on a page of this host, None for a cookie of that host alone."""
    return next((host for host in hosts if is_within(page, host)), None)


def is_same_site(service: str, page: str, hosts: Iterable[str]) -> bool:
    """Tell whether a cookie set by a service on this host reaches a page on that host."""
    domain = cookie_domain(hosts, page)
    return service == page if domain is None else is_within(service, domain)


@lru_cache(maxsize=1024)
def host_of(origin: str) -> str:
    """Return the host of an origin, without port."""
    return urlsplit(origin).hostname or ""


def pattern_host(pattern: str) -> str:
    """Return the host that a pattern names, or names the subdomains of, without port."""
    return host_of(pattern.replace("://*.", "://", 1))


def is_within(host: str, domain: str) -> bool:
    """Tell whether a host is a domain itself or one of its subdomains."""
    return host == domain or host.endswith("." + domain)


def _covers(pattern: str, origin: str) -> bool:
    scheme, wildcard, rest = pattern.partition("://*.")
    if not wildcard:
        return origin == pattern
    host = origin.removeprefix(scheme + "://")
    return host != origin and host.endswith("." + rest) and _HOST.fullmatch(host) is not None
