"""What goes wrong, as a page for a person who follows a link that leads nowhere; programs are told otherwise."""

from http import HTTPStatus

from flask import Response, make_response, render_template, request

from app.web.console.texts import language, say

_PAGE = "text/html"
_MACHINES = ("/v1/", "/healthz", "/readyz", "/metrics")
"""Where no person is meant to look, whatever a browser asks for."""

_CONTENT = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_KEYS = {
    HTTPStatus.NOT_FOUND: "missing",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.TOO_MANY_REQUESTS: "patience",
    HTTPStatus.INTERNAL_SERVER_ERROR: "fault",
    HTTPStatus.SERVICE_UNAVAILABLE: "store",
}


def asks_for_a_page() -> bool:
    """Tell whether a browser shows the answer to a person: it names HTML, which no program of the API does."""
    if request.path.startswith(_MACHINES):
        return False
    accepted = request.accept_mimetypes
    return _PAGE in accepted.values() and accepted[_PAGE] >= accepted["application/json"]


def error_page(status: HTTPStatus, request_id: str) -> Response:
    """Return what went wrong in the reader's language; of an edition that there is not, with the way to the current."""
    key = _KEYS.get(status, "request")
    edition = status == HTTPStatus.NOT_FOUND and request.endpoint == "policy.earlier"
    response = make_response(
        render_template(
            "error.html",
            language=language(),
            say=say,
            key=key,
            request_id=request_id if key == "fault" else "",
            site=(request.view_args or {})["site"] if edition else None,
        )
    )
    response.headers["Content-Security-Policy"] = _CONTENT
    response.headers["Content-Language"] = language()
    response.vary.update(("Accept", "Accept-Language"))
    return response
