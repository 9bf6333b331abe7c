"""The five sites that the journeys lead through, as the service knows them."""

from __future__ import annotations

from fnmatch import fnmatchcase

from app.domain.site import Site
from app.places import EXAMPLES
from app.site_files.demo_sites import read_demo_sites

SITES: dict[str, Site] = {read.site.id: read.site for read in read_demo_sites(EXAMPLES / "sites", "http://127.0.0.1")}
NAMES = sorted(SITES)
COUNTERS = [(name, str(counter.id)) for name in NAMES for counter in SITES[name].counters]


def counters_of(name: str) -> set[str]:
    """The counters of a site."""
    return {str(counter.id) for counter in SITES[name].counters}


def unstoppable(name: str) -> set[str]:
    """Those whose vendors offer no way to stop them in a running page."""
    return {str(counter.id) for counter in SITES[name].counters if not counter.revoke}


def owner_of(name: str, cookie: str) -> str | None:
    """The counter of the site that sets a cookie of this name, None when nobody admits to it."""
    return next(
        (
            str(counter.id)
            for counter in SITES[name].counters
            if any(fnmatchcase(cookie, known.name) for known in counter.cookies)
        ),
        None,
    )
