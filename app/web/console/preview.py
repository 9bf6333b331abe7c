"""The draft's banner before anybody is shown it: the real one, in a frame that keeps and sends nothing."""

import json
from dataclasses import replace

from flask import Blueprint, Response, make_response, render_template

from app.domain.errors import UnknownBanner
from app.domain.ids import Language
from app.domain.site import Site
from app.services.composing.settings import settings_of
from app.services.composing.shown import shown_by
from app.services.read_draft import read_draft
from app.site_files.faults import FaultySiteFiles
from app.site_files.read_sites import read_kept
from app.web.composed import compose_details, compose_script
from app.web.console.edit import about, faults_in
from app.web.console.errors import tell_errors
from app.web.console.page import page
from app.web.console.picture import IN_A_FRAME
from app.web.guards import asked_site

blueprint = Blueprint("console_preview", __name__)
tell_errors(blueprint)

_DRAFT = "draft"


@blueprint.get("/preview")
def preview(site: str) -> Response:
    """Return the page with the banner on a phone and on a wide screen, in a language of the site."""
    draft = read_draft(asked_site().id)
    faults = faults_in(draft.content)
    spoken = () if faults else drafted().languages
    return page("preview", **about(draft, faults), part="preview", faults=faults, spoken=spoken)


@blueprint.get("/preview/<spoken>/")
def framed(site: str, spoken: str) -> Response:
    """Return the page in the frame: nothing but the banner."""
    return in_a_frame(spoken)


@blueprint.get("/preview/<spoken>/kelisim.js")
def script(site: str, spoken: str) -> Response:
    """Return the banner's file as it would be, composed for the draft."""
    own = replace(drafted(), comparison=None)
    return as_file(compose_script(json.dumps(settings_of(own, _DRAFT, shown_by(own)))))


@blueprint.get("/preview/<spoken>/details/<revision>/<read>.js")
def second_layer(site: str, spoken: str, revision: str, read: str) -> Response:
    """Return what the second layer would show."""
    shown = shown_by(drafted())
    if read not in shown["details"]:
        raise UnknownBanner(revision, read)
    return as_file(compose_details(shown["details"][Language(read)]))


def drafted() -> Site:
    """Return the site of the draft; the one that stands while something is at fault in it."""
    try:
        return read_kept(read_draft(asked_site().id).content).site
    except FaultySiteFiles:
        return asked_site()


def in_a_frame(spoken: str) -> Response:
    """Return a page with nothing but a banner, whose file lies beside it."""
    response = make_response(render_template("console/picture.html", language=spoken))
    response.headers["Content-Security-Policy"] = IN_A_FRAME
    response.headers["Cache-Control"] = "no-store"
    return response


def as_file(content: bytes) -> Response:
    """Return a script that nobody is to keep."""
    response = Response(content, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-store"
    return response
