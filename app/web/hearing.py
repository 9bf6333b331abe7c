"""Whether a page's origin has called before: each process asks the store once for each, and then knows."""

from flask import current_app

from app.domain.ids import SiteId
from app.services.hear_origin import hear_origin
from app.services.transaction import unless_kept
from app.web.clock import now
from app.web.requests import origin

_HEARD = "kelisim.heard"
_AT_MOST = 2_000
"""So many of sites' own are remembered, and as many of strangers, who name as many origins as they like."""


def hear(site: SiteId, *, is_stranger: bool = False) -> None:
    """Note the origin of the page that calls, where this process has not heard it yet."""
    page = origin()
    heard: dict[bool, set[tuple[SiteId, str]]] = current_app.extensions.setdefault(_HEARD, {})
    known = heard.setdefault(is_stranger, set())
    if page is None or (site, page) in known or len(known) >= _AT_MOST:
        return
    known.add((site, page))
    unless_kept(lambda: known.discard((site, page)))
    hear_origin(site, page, now())
