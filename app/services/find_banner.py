"""Find what a site's page loads: the settings of its banner, and the details of the second layer."""

from typing import Any

from app.domain.errors import UnknownBanner, UnknownSite
from app.domain.ids import Language, SiteId
from app.services.composing.picture import settings_as_shown
from app.services.transaction import reading
from app.store import banners, sites


def find_banner_settings(site: SiteId) -> str:
    """Return the settings that the site's banner carries, as JSON; raise UnknownSite."""
    with reading() as connection:
        settings = sites.banner_settings(connection, site)
    if settings is None:
        raise UnknownSite(site)
    return settings


def find_banner_details(site: SiteId, revision: str, language: Language) -> dict[str, Any]:
    """Return what the second layer shows under a revision, in a language; raise UnknownBanner."""
    with reading() as connection:
        shown = banners.shown(connection, site, revision)
    details: dict[str, Any] | None = None if shown is None else shown["details"].get(language)
    if details is None:
        raise UnknownBanner(revision, language)
    return details


def find_banner_as_shown(site: SiteId, revision: str, language: Language) -> dict[str, Any]:
    """Return the settings with which a kept revision is shown once more; raise UnknownBanner."""
    with reading() as connection:
        shown = banners.shown(connection, site, revision)
    if shown is None or language not in shown["first"]:
        raise UnknownBanner(revision, language)
    return settings_as_shown(site, revision, shown)
