"""What a site's page loads: the banner in one file, and the details of its second layer."""

import json
from functools import cache, lru_cache

from flask import Blueprint, Response, request

from app.domain.errors import StoreUnavailable, UnknownBanner, UnknownSite
from app.domain.ids import Language, SiteId
from app.places import STATIC
from app.services.find_banner import find_banner_details, find_banner_settings
from app.web.described import UNCHANGED, Answer, describe
from app.web.precompressed import Precompressed, respond

blueprint = Blueprint("banner", __name__)

_FILE_CACHING = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=2592000"
_DETAILS_CACHING = "public, max-age=31536000, immutable"


@blueprint.get("/kelisim.js")
@describe(
    "Banner",
    "Load the banner",
    answers={200: Answer("The file", {"type": "string"}, "text/javascript", ("ETag",)), **UNCHANGED},
    refuses=(UnknownSite, StoreUnavailable),
)
def script(site: str) -> Response:
    """Return the banner of a site: code, style, settings and the first layer's texts in one file."""
    return respond(_compose("kelisim.js", find_banner_settings(SiteId(site))), _FILE_CACHING)


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
    written = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return respond(_compose("details.js", written), _DETAILS_CACHING if _is_of_this_code() else "no-store")


def _is_of_this_code() -> bool:
    return request.query_string == _digest("details.js")


@cache
def _digest(code: str) -> bytes:
    """Return the digest of the sources that built code carries in its first line."""
    return _built(code).partition(b" */\n")[0].rpartition(b" ")[2]


@lru_cache(maxsize=1024)
def _compose(code: str, values: str) -> Precompressed:
    """Call built code with values; done once for each. `<` is escaped, should anyone inline it."""
    harmless = values.replace("<", "\\u003c")
    return Precompressed.of(_built(code) + f"({harmless});\n".encode(), "text/javascript")


@cache
def _built(code: str) -> bytes:
    return (STATIC / "banner" / code).read_bytes().rstrip()
