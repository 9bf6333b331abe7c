"""A user's second factor: given to her app by a picture, confirmed by a code, turned off by another."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, request, url_for

from app.domain.signing_in import Unfit
from app.services.confirm_password import confirm_password
from app.services.enter_by_identity import is_connected
from app.services.two_factor import (
    begin_two_factor,
    confirm_two_factor,
    picture_of,
    turn_off_two_factor,
    unconfirmed_secret,
)
from app.web.clock import now
from app.web.console.account import show_account
from app.web.console.errors import tell_errors
from app.web.console.leading import lead_to
from app.web.console.page import page
from app.web.console.patience import be_patient, be_patient_with_codes, note_failing
from app.web.console.session import hand_over, here
from app.web.keys import keyring
from app.web.requests import device

blueprint = Blueprint("console_two_factor", __name__)
tell_errors(blueprint)


@blueprint.post("/begin")
def begin() -> Response:
    """Make a secret for her app, with her password: who finds her browser open does not lock her out.

    Who comes in by an identity provider may have none.
    """
    user = here().user
    if not is_connected(user):
        is_last = be_patient(user.sign_in)
        try:
            confirm_password(user, request.form.get("beginning", ""), "beginning")
        except Unfit as error:
            if is_last:
                note_failing(user.sign_in)
            return show_account(HTTPStatus.UNPROCESSABLE_ENTITY, field_at_fault=error.field, fault=error.fault)
    begin_two_factor(keyring, user)
    return lead_to(url_for("console_two_factor.form"))


@blueprint.get("")
def form() -> Response:
    """Show what her app photographs, and ask for its first code."""
    return _form()


@blueprint.get("/picture.svg")
def picture() -> Response:
    """Return that picture; nobody else sees it, and no cache keeps it."""
    response = Response(picture_of(_secret(), here().user.sign_in), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("")
def confirm() -> Response:
    """Turn it on, and show the recovery codes this once."""
    user = here().user
    is_last = be_patient_with_codes(user)
    try:
        codes, secret = confirm_two_factor(keyring, user, request.form.get("code", ""), device(), now())
    except Unfit as error:
        if is_last:
            note_failing(user.sign_in)
        return _form(HTTPStatus.UNPROCESSABLE_ENTITY, error.fault)
    response = page("recovery", address=url_for("console_account.account"), codes=codes)
    hand_over(response, secret)
    return response


@blueprint.post("/off")
def turn_off() -> Response:
    """Turn it off, with one more code."""
    user = here().user
    is_last = be_patient_with_codes(user)
    try:
        turn_off_two_factor(keyring, user, request.form.get("code", ""), now())
    except Unfit as error:
        if is_last:
            note_failing(user.sign_in)
        return show_account(HTTPStatus.UNPROCESSABLE_ENTITY, field_at_fault=error.field, fault=error.fault)
    return lead_to(url_for("console_account.account"))


def _form(status: int = HTTPStatus.OK, fault: str | None = None) -> Response:
    secret = _secret()
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return page("two_factor", status, secret=spaced, fault=fault)


def _secret() -> str:
    secret = unconfirmed_secret(keyring, here().user)
    return secret if secret is not None else abort(HTTPStatus.NOT_FOUND)
