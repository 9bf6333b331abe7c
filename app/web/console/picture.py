"""What a visitor was shown, once more as it was: the real banner with the words of a kept revision, in a frame."""

import json

from flask import Blueprint, Response

from app.domain.errors import UnknownBanner
from app.domain.ids import Language
from app.services.find_banner import find_banner_as_shown
from app.web.banner import details
from app.web.composed import compose_script
from app.web.console.errors import tell_errors
from app.web.console.frame import in_a_frame
from app.web.guards import asked_site
from app.web.precompressed import Precompressed, respond

blueprint = Blueprint("console_picture", __name__)
tell_errors(blueprint)


@blueprint.get("/banners/<revision>/<language>/")
def picture(site: str, revision: str, language: str) -> Response:
    """Return the page in the frame: nothing but the banner."""
    find_banner_as_shown(asked_site(), revision, Language(language))
    return in_a_frame(language)


@blueprint.get("/banners/<revision>/<language>/kelisim.js")
def script(site: str, revision: str, language: str) -> Response:
    """Return today's code with what was shown then."""
    settings = find_banner_as_shown(asked_site(), revision, Language(language))
    return respond(Precompressed.of(compose_script(json.dumps(settings)), "text/javascript"), "no-store")


@blueprint.get("/banners/<revision>/<language>/details/<same>/<spoken>.js")
def second_layer(site: str, revision: str, language: str, same: str, spoken: str) -> Response:
    """Return what the second layer showed."""
    if (revision, language) != (same, spoken):
        raise UnknownBanner(same, spoken)
    return details(site, revision, language)
