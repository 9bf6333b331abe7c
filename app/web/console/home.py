"""What a user finds first: her sites; and where she is signed in."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, redirect, url_for

from app.services.list_sites import list_sites
from app.services.sign_out import list_sessions, sign_out, sign_out_everywhere
from app.web.console.errors import tell_errors
from app.web.console.page import page
from app.web.console.session import here, take_back

blueprint = Blueprint("console_home", __name__)
tell_errors(blueprint)


@blueprint.get("/")
def sites() -> Response:
    """List the sites that she is something to."""
    user = here().user
    return page("sites", sites=[site for site in list_sites() if user.sees(site.id)])


@blueprint.get("/sessions")
def sessions() -> Response:
    """List the browsers that she is signed in with."""
    return page("sessions", sessions=list_sessions(here().user), this=here().session.hash)


@blueprint.post("/sign-out")
def leave() -> Response:
    """Sign out here."""
    sign_out(here().session)
    return _left()


@blueprint.post("/sign-out-everywhere")
def leave_everywhere() -> Response:
    """Sign out in every browser."""
    sign_out_everywhere(here().user)
    return _left()


@blueprint.get("/<path:nothing>")
def missing(nothing: str) -> Response:
    """Say on a page that there is none of this address."""
    abort(HTTPStatus.NOT_FOUND, nothing)


def _left() -> Response:
    there: Any = redirect(url_for("console_entry.form"), HTTPStatus.SEE_OTHER)
    response: Response = there
    take_back(response)
    return response
