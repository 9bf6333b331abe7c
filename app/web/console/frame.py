"""The real banner of a site that nobody has published, in a frame that keeps and sends nothing."""

import json

from flask import Response, make_response, render_template

from app.domain.errors import UnknownBanner
from app.domain.ids import Language
from app.domain.site import Site
from app.services.composing.settings import settings_of
from app.services.composing.shown import shown_by
from app.web.composed import compose_details, compose_script

IN_A_FRAME = (
    "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
"""It connects to nobody, so that nothing that is clicked in it is sent."""

_DRAFT = "draft"


def in_a_frame(spoken: str) -> Response:
    """Return a page with nothing but a banner, whose file lies beside it."""
    response = make_response(render_template("console/picture.html", language=spoken))
    response.headers["Content-Security-Policy"] = IN_A_FRAME
    response.headers["Cache-Control"] = "no-store"
    return response


def banner_of(site: Site) -> Response:
    """Return the banner's file as the site would have it."""
    return _unkept(compose_script(json.dumps(settings_of(site, _DRAFT, shown_by(site)))))


def details_of(site: Site, revision: str, read: str) -> Response:
    """Return what the second layer would show in a language; raise UnknownBanner where the site does not speak it."""
    details = shown_by(site)["details"]
    if read not in details:
        raise UnknownBanner(revision, read)
    return _unkept(compose_details(details[Language(read)]))


def _unkept(content: bytes) -> Response:
    response = Response(content, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-store"
    return response
