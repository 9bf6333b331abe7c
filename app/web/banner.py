"""What a site's page loads: the banner in one file, and the details of its second layer."""

import json
from functools import cache, lru_cache

from flask import Blueprint, Response

from app.domain.ids import Language, SiteId
from app.places import STATIC
from app.services.find_banner import find_banner_details, find_banner_settings
from app.web.precompressed import Precompressed, respond

blueprint = Blueprint("banner", __name__)

_FILE_CACHING = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=2592000"
_DETAILS_CACHING = "public, max-age=31536000, immutable"


@blueprint.get("/kelisim.js")
def script(site: str) -> Response:
    """Return the banner of a site: code, style, settings and the first layer's texts in one file."""
    return respond(_compose(find_banner_settings(SiteId(site))), _FILE_CACHING)


@blueprint.get("/details/<revision>/<language>.json")
def details(site: str, revision: str, language: str) -> Response:
    """Return what the second layer shows under a banner revision; it never changes."""
    found = find_banner_details(SiteId(site), revision, Language(language))
    return respond(_write(json.dumps(found, ensure_ascii=False, separators=(",", ":"))), _DETAILS_CACHING)


@lru_cache(maxsize=256)
def _compose(settings: str) -> Precompressed:
    """Compose a file once for every settings that sites have; `<` is escaped, should anyone inline it."""
    harmless = settings.replace("<", "\\u003c")
    return Precompressed.of(_code() + f"({harmless});\n".encode(), "text/javascript")


@lru_cache(maxsize=1024)
def _write(document: str) -> Precompressed:
    return Precompressed.of(document.encode(), "application/json")


@cache
def _code() -> bytes:
    return (STATIC / "banner" / "kelisim.js").read_bytes().rstrip()
