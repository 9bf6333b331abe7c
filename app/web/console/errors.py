"""What goes wrong in the console, as a page for people."""

from http import HTTPStatus

from flask import Blueprint, Response, g, request, url_for
from werkzeug.exceptions import HTTPException

from app.domain.errors import (
    StoreUnavailable,
    UnknownBanner,
    UnknownComparison,
    UnknownEdition,
    UnknownRecord,
    UnknownSite,
    UnusableKeys,
)
from app.domain.identity import NotInvited
from app.domain.managing import UnknownUser
from app.domain.signing_in import UsedLink
from app.web.console.following import asked_address
from app.web.console.identity_provider import ProviderAway
from app.web.console.leading import lead_to
from app.web.console.page import page
from app.web.console.session import ForgedForm, NeedsTwoFactor, NotAllowed, NotSignedIn
from app.web.errors import PROBLEMS, RETRY_SECONDS, log_unexpected
from app.web.limits import TooManyRequests
from app.web.turning_away import Busy

_STATUSES: dict[type[Exception], tuple[str, HTTPStatus]] = {
    UnknownSite: ("missing", HTTPStatus.NOT_FOUND),
    NotInvited: ("not_invited", HTTPStatus.FORBIDDEN),
    ProviderAway: ("provider", HTTPStatus.SERVICE_UNAVAILABLE),
    UnknownUser: ("missing", HTTPStatus.NOT_FOUND),
    UnknownBanner: ("missing", HTTPStatus.NOT_FOUND),
    UnknownEdition: ("missing", HTTPStatus.NOT_FOUND),
    UnknownComparison: ("missing", HTTPStatus.NOT_FOUND),
    UnknownRecord: ("missing", HTTPStatus.NOT_FOUND),
    UnusableKeys: ("keys", HTTPStatus.SERVICE_UNAVAILABLE),
    UsedLink: ("link", HTTPStatus.GONE),
    NotAllowed: ("not_allowed", HTTPStatus.FORBIDDEN),
    ForgedForm: ("forged", HTTPStatus.FORBIDDEN),
    StoreUnavailable: ("store", HTTPStatus.SERVICE_UNAVAILABLE),
    TooManyRequests: ("patience", HTTPStatus.TOO_MANY_REQUESTS),
    Busy: ("patience", HTTPStatus.SERVICE_UNAVAILABLE),
}

_KEYS: dict[int, str] = {HTTPStatus.NOT_FOUND: "missing", HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large"}


def tell_errors(blueprint: Blueprint) -> None:
    """Answer what goes wrong behind this blueprint with a page; who is not signed in is sent to sign in."""
    for kind in _STATUSES:
        blueprint.register_error_handler(kind, _known)
    blueprint.register_error_handler(NotSignedIn, _sign_in)
    blueprint.register_error_handler(NeedsTwoFactor, _ask_two_factor)
    blueprint.register_error_handler(HTTPException, _http)
    blueprint.register_error_handler(Exception, _unexpected)


def _known(error: Exception) -> Response:
    key, status = _STATUSES[type(error)]
    response = page("error", status, key=key)
    if isinstance(error, StoreUnavailable | Busy):
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    if isinstance(error, TooManyRequests):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _http(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    return page("error", status, key=_KEYS.get(status, "request"))


def _unexpected(error: Exception) -> Response:
    """Say that the fault is ours, with the number under which it stands in the log; what the service knows is none."""
    for kind in type(error).__mro__:
        if kind in PROBLEMS:
            return page("error", PROBLEMS[kind].status, key="request")
    log_unexpected(error)
    return page("error", HTTPStatus.INTERNAL_SERVER_ERROR, key="fault", request_id=g.request_id)


def _sign_in(_: NotSignedIn) -> Response:
    back = asked_address() if request.method == "GET" else None
    return lead_to(url_for("console_entry.form", next=back))


def _ask_two_factor(_: NeedsTwoFactor) -> Response:
    return lead_to(url_for("console_account.account", asked="two_factor"))
