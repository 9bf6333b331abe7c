"""A user's own account: where she is signed in, and her password."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.signing_in import Unfit
from app.services.change_password import change_password
from app.services.enter_by_identity import is_connected
from app.services.sign_out import list_sessions, sign_out, sign_out_everywhere
from app.web.clock import now
from app.web.console.errors import tell_errors
from app.web.console.leading import lead_to
from app.web.console.page import page
from app.web.console.patience import be_patient, note_failing
from app.web.console.session import hand_over, here, lacks_two_factor, take_back
from app.web.console.unsent import drop_all
from app.web.requests import device

blueprint = Blueprint("console_account", __name__)
tell_errors(blueprint)


@blueprint.get("/account")
def account() -> Response:
    """Show where she is signed in, and the form to change her password with."""
    return show_account(done=request.args.get("done") == "password")


@blueprint.post("/account/password")
def password() -> Response:
    """Change her password; every other browser has to sign in again."""
    user = here().user
    is_last = be_patient(user.sign_in)
    current, new = request.form.get("current", ""), request.form.get("password", "")
    try:
        secret = change_password(user, current, new, device(), now())
    except Unfit as error:
        if is_last:
            note_failing(user.sign_in)
        return show_account(HTTPStatus.UNPROCESSABLE_ENTITY, field_at_fault=error.field, fault=error.fault)
    response = _to("console_account.account", done="password")
    hand_over(response, secret)
    return response


@blueprint.post("/account/sessions/<session>/end")
def end(session: str) -> Response:
    """Sign out in another browser."""
    for each in list_sessions(here().user):
        if each.hash.hex() == session:
            sign_out(each)
    return _to("console_account.account")


@blueprint.post("/sign-out")
def leave() -> Response:
    """Sign out here."""
    sign_out(here().session)
    return _left()


@blueprint.post("/sign-out-everywhere")
def leave_everywhere() -> Response:
    """Sign out in every browser."""
    sign_out_everywhere(here().user, now())
    return _left()


def show_account(status: int = HTTPStatus.OK, **values: Any) -> Response:
    """Return the page of her account."""
    return page(
        "account",
        status,
        address=url_for("console_account.account"),
        sessions=list_sessions(here().user),
        this=here().session.hash,
        lacks=lacks_two_factor(here().user),
        connected=is_connected(here().user),
        **values,
    )


def _to(view: str, **values: Any) -> Response:
    return lead_to(url_for(view, **values))


def _left() -> Response:
    response = _to("console_entry.form")
    take_back(response)
    drop_all(response)
    return response
