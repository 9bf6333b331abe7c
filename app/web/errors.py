"""Every error of the service: one table, one shape (RFC 9457), the reason also in a header; a page for people.

A problem document holds type, title, status, detail, the request's id, and for 422 the fields at fault.
"""

import logging
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, g, jsonify
from gunicorn.http.errors import ParseException
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from app.domain import errors as domain
from app.web.broken_requests import what_is_wrong
from app.web.error_page import asks_for_a_page, error_page
from app.web.faults import faults_of
from app.web.limits import TooManyRequests
from app.web.requests import NotJson, UnsupportedType
from app.web.turning_away import Busy

REASON_HEADER = "Kelisim-Reason"
TYPE_PREFIX = "urn:kelisim:problem:"
MIMETYPE = "application/problem+json"
RETRY_SECONDS = 5
CHALLENGES: dict[type[Exception], str] = {
    domain.MissingKey: 'Bearer realm="Kelisim"',
    domain.UnknownKey: 'Bearer realm="Kelisim", error="invalid_token"',
}
"""What WWW-Authenticate says (RFC 6750 §3)."""

_LOG = logging.getLogger("kelisim.errors")


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of error: its name in `type` and in the reason header, its status, its title."""

    code: str
    status: HTTPStatus
    title: str


PROBLEMS: dict[type[Exception], Problem] = {
    NotJson: Problem("not-json", HTTPStatus.BAD_REQUEST, "The body is not JSON"),
    domain.MissingKey: Problem("missing-key", HTTPStatus.UNAUTHORIZED, "An API key is needed"),
    domain.UnknownKey: Problem("unknown-key", HTTPStatus.UNAUTHORIZED, "Unknown API key"),
    domain.KeyOfAnotherSite: Problem("key-of-another-site", HTTPStatus.FORBIDDEN, "An API key of another site"),
    domain.MissingScope: Problem("missing-scope", HTTPStatus.FORBIDDEN, "The API key does not open this"),
    domain.NotAllowed: Problem("not-allowed", HTTPStatus.FORBIDDEN, "Not allowed"),
    domain.ForeignOrigin: Problem("foreign-origin", HTTPStatus.FORBIDDEN, "Not a page of this site"),
    domain.MissingOrigin: Problem("missing-origin", HTTPStatus.FORBIDDEN, "No page is named"),
    domain.UnknownSite: Problem("unknown-site", HTTPStatus.NOT_FOUND, "Unknown site"),
    domain.UnknownBanner: Problem("unknown-banner", HTTPStatus.NOT_FOUND, "Unknown banner revision"),
    domain.UnknownRelease: Problem("unknown-release", HTTPStatus.NOT_FOUND, "Unknown release"),
    domain.UnknownEdition: Problem("unknown-edition", HTTPStatus.NOT_FOUND, "Unknown edition"),
    domain.UnknownComparison: Problem("unknown-comparison", HTTPStatus.NOT_FOUND, "Unknown comparison"),
    domain.UnknownRecord: Problem("unknown-record", HTTPStatus.NOT_FOUND, "Unknown record"),
    domain.RecordConflict: Problem("record-conflict", HTTPStatus.CONFLICT, "Kept already, with another content"),
    ParseException: Problem("bad-request", HTTPStatus.BAD_REQUEST, "Bad request"),  # gunicorn, at a body in pieces
    UnsupportedType: Problem("unsupported-type", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send JSON"),
    ValidationError: Problem("invalid-fields", HTTPStatus.UNPROCESSABLE_ENTITY, "Some fields cannot be so"),
    domain.InvalidField: Problem("invalid-fields", HTTPStatus.UNPROCESSABLE_ENTITY, "Some fields cannot be so"),
    TooManyRequests: Problem("too-many-requests", HTTPStatus.TOO_MANY_REQUESTS, "Too many requests"),
    Busy: Problem("busy", HTTPStatus.SERVICE_UNAVAILABLE, "Too much to do"),
    domain.UnusableKeys: Problem("no-keys", HTTPStatus.SERVICE_UNAVAILABLE, "Nothing can be signed here"),
    domain.StoreUnavailable: Problem("store-unavailable", HTTPStatus.SERVICE_UNAVAILABLE, "The store is away"),
}

HTTP_PROBLEMS: dict[int, Problem] = {
    problem.status: problem
    for problem in (
        Problem("bad-request", HTTPStatus.BAD_REQUEST, "Bad request"),
        Problem("not-found", HTTPStatus.NOT_FOUND, "Nothing here"),
        Problem("method-not-allowed", HTTPStatus.METHOD_NOT_ALLOWED, "Not this way"),
        Problem("too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large"),
        Problem("internal-error", HTTPStatus.INTERNAL_SERVER_ERROR, "Something failed here"),
    )
}


def report_errors(app: Flask) -> None:
    """Answer every error with its problem document."""
    for kind in PROBLEMS:
        app.register_error_handler(kind, _answer_known)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unexpected)


def _answer_known(error: Exception) -> Response:
    problem = next(PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS)
    response = _document(problem, _detail(error), _fields(error))
    if isinstance(error, domain.StoreUnavailable | Busy):
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    if type(error) in CHALLENGES:
        response.headers["WWW-Authenticate"] = CHALLENGES[type(error)]
    if isinstance(error, TooManyRequests):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _answer_http(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    problem = HTTP_PROBLEMS.get(status) or Problem("http-error", status, status.phrase)
    response = _document(problem, what_is_wrong(error), [])
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def log_unexpected(error: Exception) -> None:
    """Tell the log what nobody expected, and where it came from."""
    _LOG.error("unexpected error", exc_info=error)


def _answer_unexpected(error: Exception) -> Response:
    log_unexpected(error)
    return _document(
        HTTP_PROBLEMS[HTTPStatus.INTERNAL_SERVER_ERROR],
        "The operator finds the cause in the log, by the request's id.",
        [],
    )


def _document(problem: Problem, detail: str, fields: list[dict[str, str]]) -> Response:
    document = {
        "type": f"{TYPE_PREFIX}{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": detail,
        "request": g.get("request_id", ""),
    }
    if fields:
        document["errors"] = fields
    if asks_for_a_page():
        response = error_page(problem.status, document["request"])
    else:
        response = jsonify(document)
        response.mimetype = MIMETYPE
    response.status = problem.status
    response.headers[REASON_HEADER] = problem.code
    response.headers["Cache-Control"] = "no-store"
    return response


def _detail(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{fault['field']}: {fault['message']}" for fault in _fields(error))
    if isinstance(error, domain.InvalidField):
        return f"{error.field}: {error.message}"
    if isinstance(error, ParseException):
        return "The body came in pieces, and they cannot be read."
    return str(error)


def _fields(error: Exception) -> list[dict[str, str]]:
    if isinstance(error, domain.InvalidField):
        return [{"field": error.field, "message": error.message}]
    if isinstance(error, ValidationError):
        return [{"field": field, "message": message} for field, message in faults_of(error.messages)]
    return []
