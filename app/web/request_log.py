"""One line in the log for each request, under an id that the answer carries too."""

import logging
import re
from time import perf_counter
from uuid import uuid4

from flask import Flask, Response, g, request

from app.web.leaving import when_it_leaves

REQUEST_ID_HEADER = "X-Request-ID"

_LOG = logging.getLogger("kelisim.requests")
_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_SECRET = re.compile(r"(?<=/visitors/)([^/]{6})[^/]+|(?<![\w-])([\w-]{6})(?:[\w-]{16}|[\w-]{37})(?![\w-])", re.ASCII)
"""Whatever names a visitor, and what has the form of her id (22 characters) or of a one-time link's secret (43)."""
_TYPED = re.compile(r"(?<=/new-site/preview/)[^/]+")


def log_requests(app: Flask, *, behind_proxies: bool) -> None:
    """Log every answer that leaves: no address, no query, ids of visitors and secrets of links cut to six characters.

    An id that comes with a request is kept where proxies stand in front, which say it in their own logs too.
    """

    @app.before_request
    def begin() -> None:
        given = request.headers.get(REQUEST_ID_HEADER, "") if behind_proxies else ""
        g.request_id = given if _GIVEN_ID.fullmatch(given) else str(uuid4())
        g.began = perf_counter()

    app.after_request(_end)


def _end(response: Response) -> Response:
    response.headers[REQUEST_ID_HEADER] = g.request_id
    if not _LOG.isEnabledFor(logging.INFO):
        return response
    told = {
        "request_id": g.request_id,
        "method": request.method,
        "path": _SECRET.sub(r"\1\2…", _TYPED.sub("…", request.path)),
        "status": response.status_code,
    }
    began = g.began

    def tell() -> None:
        _LOG.info("request", extra={**told, "milliseconds": round((perf_counter() - began) * 1000, 1)})

    when_it_leaves(tell)
    return response
