"""Who may come in by a door; each door of `doors.py` names one of these.

A guard that needs the site finds it, and the view takes it from `asked_site`.
"""

from collections.abc import Callable

from flask import current_app, g

from app.domain.access import HERSELF, Actor
from app.domain.api_key import ApiKey, Scope
from app.domain.errors import ForeignOrigin, MissingKey, MissingOrigin, NotAllowed, UnknownSite
from app.domain.ids import SiteId
from app.domain.origin import belongs
from app.domain.site import Site
from app.services.find_site import find_site
from app.services.use_key import use_key
from app.web.clock import now
from app.web.hearing import hear
from app.web.requests import origin, present

Guard = Callable[[], None]

GUARDS = "kelisim.guards"
"""Where an application keeps the guard of each blueprint, by its name."""

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def anyone() -> None:
    """Let everybody in: what lies behind is public."""


def pages_and_servers_of_the_site() -> None:
    """Let in the pages of the site, its server with an API key, and who reads naming no page and knows a visitor's id.

    An Origin that is named has to be the site's, with a key too. Another raises ForeignOrigin, writing with neither
    Origin nor key MissingOrigin, an unknown site UnknownSite, and a key that does not open this what `use_key` raises.
    """
    _find_site()
    reads = present().method in _READING
    key = _use_key(Scope.READ if reads else Scope.WRITE)
    if key is None and not reads and origin() is None:
        raise MissingOrigin


def askers_who_hear_yes_or_no() -> None:
    """Let in whom `pages_and_servers_of_the_site` lets in; at a site that is not there NotAllowed is raised."""
    try:
        pages_and_servers_of_the_site()
    except UnknownSite as error:
        raise NotAllowed(str(error)) from error


def servers_of_the_site() -> None:
    """Let in the site's server: who brings an API key that may read. Without one MissingKey is raised."""
    _need_key(Scope.READ)


def servers_that_export() -> None:
    """Let in the site's server: who brings an API key that may export. Without one MissingKey is raised."""
    _need_key(Scope.EXPORT)


def guard_of(endpoint: str) -> Guard:
    """Return who guards an endpoint."""
    guard: Guard = current_app.extensions[GUARDS][endpoint.rpartition(".")[0]]
    return guard


def asked_site() -> Site:
    """Return the site that the guard found."""
    site: Site = g.site
    return site


def used_key() -> ApiKey | None:
    """Return the API key that opened, None where the caller brought none."""
    key: ApiKey | None = g.get("key")
    return key


def actor() -> Actor:
    """Return who calls, as the log of accesses names her."""
    key = used_key()
    return HERSELF if key is None else key.actor


def _find_site() -> None:
    site = find_site(SiteId((present().view_args or {})["site"]))
    page = origin()
    if page is not None and not belongs(page, site.origins):
        hear(site.id, is_stranger=True)
        raise ForeignOrigin(page)
    g.site = site


def _need_key(scope: Scope) -> None:
    _find_site()
    if _use_key(scope) is None:
        raise MissingKey


def _use_key(scope: Scope) -> ApiKey | None:
    """Return the key that is told; other kinds of Authorization are a page's own, whose browser sends them along."""
    kind, _, told = present().environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() == "bearer":
        g.key = use_key(asked_site().id, told.strip(), scope, now())
    return used_key()
