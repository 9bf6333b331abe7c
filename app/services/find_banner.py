"""Find what a site's page loads: the settings of its banner, and the details of the second layer."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.domain.errors import UnknownBanner, UnknownSite
from app.domain.ids import Language, SiteId
from app.domain.site import Site
from app.services.composing.picture import settings_as_shown
from app.services.transaction import reading
from app.store import banners, sites


@dataclass(frozen=True, slots=True)
class BannerSettings:
    """The settings that a site's banner carries, as JSON, and whether other countries have others."""

    written: str
    is_regional: bool


def find_banner_settings(site: SiteId, country: str | None) -> BannerSettings:
    """Return the settings for a visitor of a country, None where nobody knows which; raise UnknownSite."""
    with reading() as connection:
        found = sites.banner_settings(connection, site)
    if found is None:
        raise UnknownSite(site)
    settings, regional = found
    if regional is None:
        return BannerSettings(settings, is_regional=False)
    return BannerSettings(_of_country(regional, country) or settings, is_regional=True)


@lru_cache(maxsize=256)
def _of_country(regional: str, country: str | None) -> str | None:
    """Return the settings of a country; the same are written once, as they are asked for with every page."""
    told = json.loads(regional)
    own = told["settings"].get(told["countries"].get(country))
    return None if own is None else json.dumps(own, ensure_ascii=False, separators=(",", ":"))


def find_banner_details(site: SiteId, revision: str, language: Language) -> dict[str, Any]:
    """Return what the second layer shows under a revision, in a language; raise UnknownBanner."""
    with reading() as connection:
        shown = banners.shown(connection, site, revision)
    details: dict[str, Any] | None = None if shown is None else shown["details"].get(language)
    if details is None:
        raise UnknownBanner(revision, language)
    return details


def find_banner_as_shown(site: Site, revision: str, language: Language) -> dict[str, Any]:
    """Return the settings with which a kept revision is shown once more; raise UnknownBanner."""
    with reading() as connection:
        shown = banners.shown(connection, site.id, revision)
    if shown is None or language not in shown["first"]:
        raise UnknownBanner(revision, language)
    return settings_as_shown(site, revision, shown)
