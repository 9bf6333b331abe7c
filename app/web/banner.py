"""What a site's page loads: the banner in one file, and the details of its second layer."""

import json
from functools import lru_cache

from flask import Blueprint, Response, request

from app.domain.errors import StoreUnavailable, UnknownBanner, UnknownSite
from app.domain.ids import Language, SiteId
from app.services.find_banner import BannerSettings, find_banner_details, find_banner_settings
from app.web.composed import compose_details, compose_script, digest
from app.web.country import country, vary_by_country
from app.web.described import UNCHANGED, Answer, describe
from app.web.precompressed import Precompressed, respond

blueprint = Blueprint("banner", __name__)

_FILE_CACHING = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=2592000"
_REGIONAL_CACHING = "private, max-age=300"
"""What is another file elsewhere is kept by browsers only, and not for long: not all that lies between heeds Vary."""

_DETAILS_CACHING = "public, max-age=31536000, immutable"


@blueprint.get("/kelisim.js")
@describe(
    "Banner",
    "Load the banner",
    answers={200: Answer("The file", {"type": "string"}, "text/javascript", ("ETag",)), **UNCHANGED},
    refuses=(UnknownSite, StoreUnavailable),
)
def script(site: str) -> Response:
    """Return the banner of a site: code, style, settings and the first layer's texts in one file.

    Where the site has regions, it is that of the caller's country.
    """
    found = find_banner_settings(SiteId(site), country())
    return _varied(found, respond(_script(found.written), _caching(found)))


@blueprint.get("/kelisim.json")
@describe(
    "Banner",
    "Load the settings of a banner",
    answers={200: Answer("The settings", {"type": "object"}, headers=("ETag",)), **UNCHANGED},
    refuses=(UnknownSite, StoreUnavailable),
)
def settings(site: str) -> Response:
    """Return what a release of the banner asks for: the settings that `kelisim.js` holds, and its modules' options."""
    found = find_banner_settings(SiteId(site), country())
    return _varied(found, respond(_as_json(found.written), _caching(found)))


@blueprint.get("/details/<revision>/<language>.js")
@describe(
    "Banner",
    "Load the second layer",
    answers={200: Answer("The module", {"type": "string"}, "text/javascript", ("ETag",)), **UNCHANGED},
    refuses=(UnknownBanner, StoreUnavailable),
)
def details(site: str, revision: str, language: str) -> Response:
    """Return what the second layer shows beyond the first under a banner revision, with the code that shows it.

    The banner adds the digest of that code to the address, so what it gets never changes. Under another address,
    such as that of a banner from before an upgrade, nobody is to keep it.
    """
    found = find_banner_details(SiteId(site), revision, Language(language))
    return respond(
        _details(json.dumps(found, ensure_ascii=False)), _DETAILS_CACHING if _is_of_this_code() else "no-store"
    )


@blueprint.get("/details/<revision>/<language>.json")
@describe(
    "Banner",
    "Load the details of the second layer",
    answers={200: Answer("The details", {"type": "object"}, headers=("ETag",)), **UNCHANGED},
    refuses=(UnknownBanner, StoreUnavailable),
)
def details_as_json(site: str, revision: str, language: str) -> Response:
    """Return what the second layer shows beyond the first under a banner revision; it never changes."""
    found = find_banner_details(SiteId(site), revision, Language(language))
    return respond(_as_json(json.dumps(found, ensure_ascii=False)), _DETAILS_CACHING)


def _caching(found: BannerSettings) -> str:
    return _REGIONAL_CACHING if found.is_regional else _FILE_CACHING


def _varied(found: BannerSettings, response: Response) -> Response:
    if found.is_regional:
        vary_by_country(response)
    return response


def _is_of_this_code() -> bool:
    return request.query_string == digest("details.js")


@lru_cache(maxsize=1024)
def _script(settings: str) -> Precompressed:
    """Compose and compress once for each site as it stands."""
    return Precompressed.of(compose_script(settings), "text/javascript")


@lru_cache(maxsize=1024)
def _details(details: str) -> Precompressed:
    return Precompressed.of(compose_details(json.loads(details)), "text/javascript")


@lru_cache(maxsize=1024)
def _as_json(written: str) -> Precompressed:
    return Precompressed.of(written.encode(), "application/json")
