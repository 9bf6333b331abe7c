"""What goes wrong in the console, as a page for people."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

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
from app.domain.unsent import without_secrets
from app.web.console.following import asked_address
from app.web.console.form import typed
from app.web.console.identity_provider import ProviderAway
from app.web.console.leading import lead_to
from app.web.console.page import page
from app.web.console.session import ForgedForm, NeedsTwoFactor, NotAllowed, NotSignedIn, everybody
from app.web.console.unsent import drop_sent, keep_typed, page_of_form
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


_PASSES = {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}
"""What may be well a moment later."""


def tell_errors(blueprint: Blueprint) -> None:
    """Answer what goes wrong behind this blueprint with a page; who is not signed in is sent to sign in."""
    for kind in _STATUSES:
        blueprint.register_error_handler(kind, _known)
    blueprint.register_error_handler(NotSignedIn, _sign_in)
    blueprint.register_error_handler(NeedsTwoFactor, _ask_two_factor)
    blueprint.register_error_handler(HTTPException, _http)
    blueprint.register_error_handler(Exception, _unexpected)
    blueprint.after_request(drop_sent)


def _known(error: Exception) -> Response:
    key, status = _STATUSES[type(error)]
    response = page("error", status, key=key, **(_again() if status in _PASSES else {}))
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
    return page("error", HTTPStatus.INTERNAL_SERVER_ERROR, key="fault", request_id=g.request_id, **_again())


def _sign_in(_: NotSignedIn) -> Response:
    back = asked_address() if request.method == "GET" else page_of_form()
    return _elsewhere(url_for("console_entry.form", next=back))


def _ask_two_factor(_: NeedsTwoFactor) -> Response:
    return _elsewhere(url_for("console_account.account", asked="two_factor"))


def _elsewhere(address: str) -> Response:
    """Lead somewhere else than where a form was sent; what was typed into it is kept."""
    response = lead_to(address)
    try:
        keep_typed(response)
    except StoreUnavailable as error:
        return _known(error)
    return response


def _again() -> dict[str, Any]:
    """Return a form as it was sent, to be sent once more; what opens something goes into no page.

    It has to be the console's own: no guard has looked at what is turned away at once, and one click sends it.
    """
    with suppress(ForgedForm, HTTPException):
        everybody()
        sent = typed()
        if sent and without_secrets(sent) == sent:
            return {"again": request.script_root + asked_address(), "sent": sent}
    return {}
