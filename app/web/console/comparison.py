"""What came of comparing banners: how each is answered, and whether a difference is seen."""

from flask import Blueprint, Response

from app.domain.ids import SiteId
from app.domain.user import Right
from app.domain.verdict import ENOUGH
from app.services.view_comparison import view_comparison
from app.web.console import picture
from app.web.console.errors import tell_errors
from app.web.console.page import page
from app.web.console.session import here
from app.web.guards import asked_site

blueprint = Blueprint("console_comparison", __name__)
tell_errors(blueprint)


@blueprint.get("/comparison")
def results(site: str) -> Response:
    """Return the page of what the site compares, and of what it compared before."""
    return page(
        "compared",
        site=asked_site(),
        results=view_comparison(asked_site()),
        may_edit=here().user.may(Right.EDIT_SITE, SiteId(site)),
        enough=ENOUGH,
    )


@blueprint.get("/comparison/<revision>/<language>/")
def banner(site: str, revision: str, language: str) -> Response:
    """Return the page in the frame: nothing but a banner that was compared."""
    return picture.picture(site, revision, language)


@blueprint.get("/comparison/<revision>/<language>/kelisim.js")
def script(site: str, revision: str, language: str) -> Response:
    """Return the banner's file for the frame."""
    return picture.script(site, revision, language)


@blueprint.get("/comparison/<revision>/<language>/details/<same>/<spoken>.js")
def second_layer(site: str, revision: str, language: str, same: str, spoken: str) -> Response:
    """Return what its second layer shows."""
    return picture.second_layer(site, revision, language, same, spoken)
