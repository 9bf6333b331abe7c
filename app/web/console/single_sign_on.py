"""Signing in by an identity provider, and connecting an account with it."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, request, session, url_for

from app.domain.signing_in import Unfit
from app.domain.user import User
from app.services.confirm_password import confirm_password
from app.services.enter_by_identity import connect_identity, disconnect_identity, enter_by_identity
from app.web.clock import now
from app.web.console.account import show_account
from app.web.console.errors import tell_errors
from app.web.console.following import following
from app.web.console.identity_provider import is_there_a_provider, way_there, who_came_back
from app.web.console.leading import lead_on, lead_to
from app.web.console.page import page
from app.web.console.patience import be_patient, be_patient_with_address, note_failing
from app.web.console.session import NotSignedIn, hand_over, signed_in
from app.web.requests import device

blueprint = Blueprint("console_single_sign_on", __name__)
tell_errors(blueprint)

_CONNECTS, _FOLLOWING = "connects", "following"


@blueprint.get("")
def begin() -> Response:
    """Send her to the identity provider; of several ways that she began, the last one leads back."""
    _check_provider()
    be_patient_with_address()
    for begun in session.keys() - {_CONNECTS}:  # each takes a kilobyte of the cookie
        del session[begun]
    session[_FOLLOWING] = following()
    return way_there(url_for("console_single_sign_on.back", _external=True))


@blueprint.get("/back")
def back() -> Response:
    """Take who comes back: sign her in, or connect the account that asked for it."""
    _check_provider()
    identity = who_came_back()
    known, connects, came_for = signed_in(), session.get(_CONNECTS), session.get(_FOLLOWING)
    session.clear()
    if known is not None and known.user.id == connects:
        connect_identity(known.user, identity, now())
        return _to("console_account.account")
    response = lead_on(came_for)
    hand_over(response, enter_by_identity(identity, device(), now()))
    return response


@blueprint.post("/connect")
def connect() -> Response:
    """Note that her account is to be connected, and show the way to the provider.

    Her own form says so, with her password: neither somebody else's page nor who finds her browser open connects her
    account with an identity of theirs. The way is a link, for a form may lead nowhere else.
    """
    user, refused = _confirmed("confirming")
    if refused is not None:
        return refused
    session[_CONNECTS] = user.id
    return page("connect", address=url_for("console_account.account"))


@blueprint.post("/disconnect")
def disconnect() -> Response:
    """Let her come in by her password alone; with that password, so that nobody is left without a way in."""
    user, refused = _confirmed("disconnecting")
    if refused is not None:
        return refused
    disconnect_identity(user, now())
    return _to("console_account.account")


def _confirmed(field: str) -> tuple[User, Response | None]:
    """Return who is signed in, and where the password in a field is not hers the page that says so.

    Raises NotSignedIn.
    """
    known = signed_in()
    if known is None:
        raise NotSignedIn
    _check_provider()
    is_last = be_patient(known.user.sign_in)
    try:
        confirm_password(known.user, request.form.get(field, ""), field)
    except Unfit as error:
        if is_last:
            note_failing(known.user.sign_in)
        return known.user, show_account(HTTPStatus.UNPROCESSABLE_ENTITY, field_at_fault=error.field, fault=error.fault)
    return known.user, None


def _check_provider() -> None:
    if not is_there_a_provider():
        abort(HTTPStatus.NOT_FOUND)


def _to(view: str) -> Response:
    return lead_to(url_for(view))
