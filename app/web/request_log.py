"""One line in the log for each request, under an id that the answer carries too."""

import logging
import re
from time import perf_counter
from uuid import uuid4

from flask import Flask, Response, g, request

REQUEST_ID_HEADER = "X-Request-ID"

_LOG = logging.getLogger("kelisim.requests")
_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_VISITOR = re.compile(r"(?<=/visitors/)([^/]{6})[^/]+|(?<=/)([\w-]{6})[\w-]{16}(?![\w-])", re.ASCII)


def log_requests(app: Flask) -> None:
    """Log every request: no address, no query, visitor ids cut to six characters, wherever they stand."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    given = request.headers.get(REQUEST_ID_HEADER, "")
    g.request_id = given if _GIVEN_ID.fullmatch(given) else str(uuid4())
    g.began = perf_counter()


def _end(response: Response) -> Response:
    response.headers[REQUEST_ID_HEADER] = g.request_id
    if not _LOG.isEnabledFor(logging.INFO):
        return response
    _LOG.info(
        "request",
        extra={
            "request_id": g.request_id,
            "method": request.method,
            "path": _VISITOR.sub(r"\1\2…", request.path),
            "status": response.status_code,
            "milliseconds": round((perf_counter() - g.began) * 1000, 1),
        },
    )
    return response
