"""Cross-origin answers (CORS) for the pages of sites.

flask-cors says which headers an answer has, and is asked once for each origin. It knows no origins that live in a
database, so it is told to answer any, and the guard decides: what that refuses has none of them.
"""

import re
from functools import lru_cache
from typing import Any

from flask import Flask, Response
from flask_cors.core import get_cors_headers, get_cors_options
from werkzeug.datastructures import Headers

from app.domain.errors import ForeignOrigin
from app.web.errors import PROBLEMS, REASON_HEADER
from app.web.requests import origin, present

_REFUSED = PROBLEMS[ForeignOrigin].code
_ANY_PAGE: dict[str, Any] = {"origins": "*", "send_wildcard": True, "methods": ["GET"]}
_CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        r"/v1/sites/[^/]+/(consents|shown|visitors/.*)",
        {
            "origins": r".*",
            "supports_credentials": True,
            "methods": ["GET", "POST", "DELETE"],
            "allow_headers": ["Content-Type"],
            "expose_headers": [REASON_HEADER, "Retry-After", "X-Request-ID"],
            "max_age": 86_400,
        },
    ),
    (r"/v1/(keys|openapi\.json|releases/.*)", _ANY_PAGE),
    (r"/v1/sites/[^/]+/(kelisim\.js(on)?|details/.*)", _ANY_PAGE),
)
_PATHS = tuple(re.compile(path) for path, _ in _CALLS)


def answer_across_origins(app: Flask) -> None:
    """Give pages of sites what they ask for; public files may be read by any page."""
    options = [get_cors_options(app, of_calls) for _, of_calls in _CALLS]

    @lru_cache(maxsize=256)
    def told(call: int, origin: str) -> tuple[tuple[str, Any], ...]:
        return tuple(get_cors_headers(options[call], Headers({"Origin": origin}), "GET").items())

    @app.after_request
    def answer(response: Response) -> Response:
        asked = present()
        call = next((number for number, path in enumerate(_PATHS) if path.match(asked.path)), None)
        if call is None or response.headers.get(REASON_HEADER) == _REFUSED:
            return response
        if asked.method == "OPTIONS":
            response.headers.extend(get_cors_headers(options[call], asked.headers, "OPTIONS"))
        else:
            response.headers.extend(told(call, origin() or ""))
        return response
