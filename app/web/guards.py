"""Who may come in by a door; each door of `doors.py` names one of these.

A guard that needs the site finds it, and the view takes it from `asked_site`.
"""

from collections.abc import Callable

from flask import g, request

from app.domain.errors import ForeignOrigin, MissingOrigin
from app.domain.ids import SiteId
from app.domain.origin import belongs
from app.domain.site import Site
from app.services.find_site import find_site

Guard = Callable[[], None]

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def anyone() -> None:
    """Let everybody in: what lies behind is public."""


def pages_of_the_site() -> None:
    """Let in the pages of the site, and who reads without an Origin header and knows a visitor's id.

    Another origin raises ForeignOrigin, writing without one MissingOrigin, an unknown site UnknownSite.
    """
    site = find_site(SiteId((request.view_args or {})["site"]))
    origin = request.headers.get("Origin")
    if origin is None:
        if request.method not in _READING:
            raise MissingOrigin
    elif not belongs(origin, site.origins):
        raise ForeignOrigin(origin)
    g.site = site


def asked_site() -> Site:
    """Return the site that the guard found."""
    site: Site = g.site
    return site
