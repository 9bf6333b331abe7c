"""Whether a page's origin has called before: each process asks the store once for each, and then knows."""

from flask import current_app

from app.domain.ids import SiteId
from app.services.hear_origin import hear_origin
from app.services.transaction import unless_kept
from app.web.clock import now
from app.web.requests import origin

_HEARD = "kelisim.heard"
_AT_MOST = 2_000
"""So many are remembered: strangers name as many origins as they like."""


def hear(site: SiteId) -> None:
    """Note the origin of the page that calls, where this process has not heard it yet."""
    page = origin()
    known: set[tuple[SiteId, str]] = current_app.extensions.setdefault(_HEARD, set())
    if page is None or (site, page) in known or len(known) >= _AT_MOST:
        return
    known.add((site, page))
    unless_kept(lambda: known.discard((site, page)))
    hear_origin(site, page, now())
