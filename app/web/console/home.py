"""What a user finds first: her sites."""

from http import HTTPStatus

from flask import Blueprint, Response, abort

from app.domain.user import EVERY_SITE, Right
from app.services.list_sites import list_sites
from app.web.console.errors import tell_errors
from app.web.console.page import page
from app.web.console.session import here

blueprint = Blueprint("console_home", __name__)
tell_errors(blueprint)


@blueprint.get("/")
def sites() -> Response:
    """List the sites that she is something to."""
    user = here().user
    seen = [site for site in list_sites() if user.sees(site.id)]
    return page("sites", sites=seen, may_add=user.may(Right.EDIT_SITE, EVERY_SITE))


@blueprint.get("/<path:nothing>")
def missing(nothing: str) -> Response:
    """Say on a page that there is none of this address."""
    abort(HTTPStatus.NOT_FOUND, nothing)
