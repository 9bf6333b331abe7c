"""Hear which origins call for a site: of a call nothing is kept but the origin of its page, and the first time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import SiteId
from app.domain.origin import belongs, is_origin_pattern
from app.domain.site import Site
from app.services.transaction import reading, writing
from app.store import heard, sites

_LONGEST = 300
_AT_MOST = 50
"""So many of a site's own origins are noted, and as many of strangers: who forges calls names as many as she likes."""


@dataclass(frozen=True, slots=True)
class Heard:
    """When a page of an origin called first."""

    origin: str
    at: datetime


def hear_origin(site: SiteId, origin: str, now: datetime) -> None:
    """Note an origin that called, where it is one of the web, new, and there are not too many of its kind."""
    if len(origin) > _LONGEST or not is_origin_pattern(origin):
        return
    with writing() as connection:
        found = sites.current(connection, site)
        own = () if found is None else found.origins
        alike = [each for each, _ in heard.every(connection, site) if belongs(each, own) == belongs(origin, own)]
        if len(alike) < _AT_MOST:
            heard.add(connection, site, origin, now)


def heard_origins(site: Site) -> tuple[Sequence[Heard], Sequence[Heard]]:
    """Return who called of the site's own origins, and who was refused as a stranger, each in the order of time."""
    with reading() as connection:
        everybody = [Heard(origin, at) for origin, at in heard.every(connection, site.id)]
    ours = [each for each in everybody if belongs(each.origin, site.origins)]
    return ours, [each for each in everybody if each not in ours]
