"""The draft's banner before anybody is shown it: the real one, in a frame that keeps and sends nothing."""

from dataclasses import replace

from flask import Blueprint, Response

from app.domain.site import Site
from app.services.read_draft import read_draft
from app.site_files.faults import FaultySiteFiles
from app.site_files.read_sites import read_kept
from app.web.console.edit import about, faults_in
from app.web.console.errors import tell_errors
from app.web.console.frame import banner_of, details_of, in_a_frame
from app.web.console.page import page
from app.web.guards import asked_site

blueprint = Blueprint("console_preview", __name__)
tell_errors(blueprint)


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
    return banner_of(replace(drafted(), comparison=None))


@blueprint.get("/preview/<spoken>/details/<revision>/<read>.js")
def second_layer(site: str, spoken: str, revision: str, read: str) -> Response:
    """Return what the second layer would show."""
    return details_of(drafted(), revision, read)


def drafted() -> Site:
    """Return the site of the draft; the one that stands while something is at fault in it."""
    try:
        return read_kept(read_draft(asked_site().id).content).site
    except FaultySiteFiles:
        return asked_site()
