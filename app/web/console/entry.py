"""The way into the console: signing in, and the one-time link by which somebody becomes a user."""

from functools import cache
from http import HTTPStatus

from flask import Blueprint, Response, abort, request, url_for

from app.domain.signing_in import Unfit
from app.places import STATIC
from app.services.accept_invitation import Newcomer, accept_invitation, find_invitation
from app.services.enter_code import enter_code
from app.services.sign_in import sign_in
from app.web.clock import now
from app.web.console.errors import tell_errors
from app.web.console.following import following
from app.web.console.leading import lead_on
from app.web.console.page import page
from app.web.console.patience import be_patient, be_patient_with_codes, note_failing
from app.web.console.session import NotSignedIn, half_signed_in, hand_over, signed_in
from app.web.console.unsent import is_something_kept
from app.web.keys import keyring
from app.web.limits import TooManyRequests
from app.web.precompressed import Precompressed, respond
from app.web.requests import device

blueprint = Blueprint("console_entry", __name__)
tell_errors(blueprint)

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_FILES = frozenset(
    {
        "compared.css",
        "console.css",
        "console.js",
        "edit.css",
        "edit.js",
        "glance.js",
        "icon.svg",
        "keep.js",
        "picture.js",
        "uplot.css",
        "uplot.js",
    }
)


@blueprint.get("/sign-in")
def form() -> Response:
    """Return the form to sign in with; who is signed in goes on, and who has written her password writes a code."""
    if signed_in() is not None:
        return _go_on()
    asks_code = half_signed_in() is not None and "again" not in request.args
    return page("code" if asks_code else "sign_in", following=following(), keeps=is_something_kept())


@blueprint.post("/sign-in")
def enter() -> Response:
    """Sign in; where name or password is wrong, say so, and not which."""
    name, password = request.form.get("sign_in", ""), request.form.get("password", "")
    try:
        is_last = be_patient(name)
    except TooManyRequests:
        return page("sign_in", HTTPStatus.TOO_MANY_REQUESTS, following=following(), name=name, fault="patience")
    secret = sign_in(name, password, device(), now())
    if secret is None:
        if is_last:
            note_failing(name)
        return page("sign_in", HTTPStatus.UNPROCESSABLE_ENTITY, following=following(), name=name, fault="wrong")
    return _signed_in(secret)


@blueprint.post("/sign-in/code")
def code() -> Response:
    """Take the code that signing in asks for; who takes too long writes her password again."""
    half = half_signed_in()
    if half is None:
        raise NotSignedIn
    try:
        is_last = be_patient_with_codes(half.user)
    except TooManyRequests:
        return _ask_code(HTTPStatus.TOO_MANY_REQUESTS, "patience")
    try:
        return _signed_in(enter_code(keyring, half.session, request.form.get("code", ""), device(), now()))
    except Unfit as error:
        if is_last:
            note_failing(half.user.sign_in)
        return _ask_code(HTTPStatus.UNPROCESSABLE_ENTITY, error.fault)


@blueprint.get("/welcome/<secret>")
def welcome(secret: str) -> Response:
    """Return the form that a one-time link opens."""
    return page("welcome", name=find_invitation(secret, now()).sign_in)


@blueprint.post("/welcome/<secret>")
def come_in(secret: str) -> Response:
    """Make who opened the link a user, and sign her in."""
    name = request.form.get("sign_in", "")
    newcomer = Newcomer(name, request.form.get("password", ""), device())
    try:
        return _signed_in(accept_invitation(secret, newcomer, now()))
    except Unfit as error:
        return page(
            "welcome", HTTPStatus.UNPROCESSABLE_ENTITY, name=name, field_at_fault=error.field, fault=error.fault
        )


@blueprint.get("/static/<name>")
def file(name: str) -> Response:
    """Return a style or a script of the console."""
    if name not in _FILES:
        abort(HTTPStatus.NOT_FOUND)
    return respond(_file(name), "public, max-age=300, stale-while-revalidate=86400")


def _ask_code(status: HTTPStatus, fault: str) -> Response:
    return page("code", status, address=url_for("console_entry.form"), following=following(), fault=fault)


def _signed_in(secret: str) -> Response:
    response = _go_on()
    hand_over(response, secret)
    return response


def _go_on() -> Response:
    return lead_on(following())


@cache
def _file(name: str) -> Precompressed:
    return Precompressed.of((STATIC / "admin" / name).read_bytes(), _TYPES[name.rpartition(".")[2]])
