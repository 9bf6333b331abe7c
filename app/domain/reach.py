"""How far a site's cookie reaches: where it meets another site's, each would read the other's answers.

A cookie knows neither ports nor schemes (RFC 6265 §8.5), so two sites meet where they share a cookie's host, or
one lies below the other's, and the path of one lies in the other's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.ids import SiteId
from app.domain.origin import cookie_domain, cookie_hosts, is_within, pattern_host
from app.domain.site import Site


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sites whose cookies meet: the one that is at fault with the place of its origin, and what to do."""

    site: SiteId
    origin: int
    message: str


@dataclass(frozen=True, slots=True)
class _Reach:
    site: SiteId
    origin: int
    host: str
    is_shared: bool
    path: str

    @property
    def neighbourhood(self) -> str:
        """The end of the host that all hosts have in common which can meet this one."""
        return ".".join(self.host.split(".")[-2:])

    def meets(self, other: "_Reach") -> bool:
        """Tell whether there may be a page that gets both cookies."""
        hosts = self.host == other.host or self.covers(other) or other.covers(self)
        return hosts and (_lies_in(self.path, other.path) or _lies_in(other.path, self.path))

    def covers(self, other: "_Reach") -> bool:
        """Tell whether its cookie goes to the other's host too."""
        return self.is_shared and is_within(other.host, self.host)


def clashes(sites: Iterable[Site], kept: Iterable[Site]) -> Iterator[Clash]:
    """Yield for each site where its cookie meets that of a kept one, or of one before it; once for each site."""
    known: dict[str, list[_Reach]] = defaultdict(list)
    for site in kept:
        _note(known, _reaches(site))
    for site in sites:
        own = _reaches(site)
        meetings = ((reach, other) for reach in own for other in known[reach.neighbourhood] if reach.meets(other))
        if (meeting := next(meetings, None)) is not None:
            yield _clash(*meeting)
        _note(known, own)


def _reaches(site: Site) -> list[_Reach]:
    hosts = cookie_hosts(site.origins)
    reaches = []
    for place, pattern in enumerate(site.origins):
        domain = cookie_domain(hosts, pattern_host(pattern))
        host = pattern_host(pattern) if domain is None else domain
        reaches.append(_Reach(site.id, place, host, domain is not None, site.cookie_path))
    return reaches


def _note(known: dict[str, list[_Reach]], reaches: list[_Reach]) -> None:
    for reach in reaches:
        known[reach.neighbourhood].append(reach)


def _clash(reach: _Reach, other: _Reach) -> Clash:
    return Clash(
        reach.site,
        reach.origin,
        f"{reach.site} keeps its cookie on {reach.host}{reach.path}, and {other.site} on {other.host}{other.path}:"
        " each would read the other's answers; write a cookie.path for each that does not lie"
        f" in the other's, such as /{reach.site} and /{other.site}, or another origin.",
    )


def _lies_in(path: str, other: str) -> bool:
    """Tell whether a cookie for one path is sent to the other, as RFC 6265 §5.1.4 matches them."""
    return path == other or path.startswith(other.rstrip("/") + "/")
