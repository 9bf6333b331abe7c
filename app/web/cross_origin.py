"""Cross-origin answers (CORS) for the pages of sites.

flask-cors writes the headers; it knows no origins that live in a database, so it is told to answer any, and
the guard decides. What the guard refuses loses its headers again.
"""

from flask import Flask, Response
from flask_cors import CORS

from app.domain.errors import ForeignOrigin
from app.web.errors import PROBLEMS, REASON_HEADER

_PAGES = r"/v1/sites/[^/]+/(consents|shown|visitors/.*)"
_FILES = r"/v1/sites/[^/]+/(kelisim\.js(on)?|details/.*)"
_PUBLIC = r"/v1/(keys|openapi\.json|releases/.*)"
_REFUSED = PROBLEMS[ForeignOrigin].code


def answer_across_origins(app: Flask) -> None:
    """Give pages of sites what they ask for; public files may be read by any page."""
    app.after_request(_take_back)  # functions after a request run last first, so this one follows flask-cors
    CORS(
        app,
        resources={
            _PAGES: {
                "origins": r".*",
                "supports_credentials": True,
                "methods": ["GET", "POST", "DELETE"],
                "allow_headers": ["Content-Type"],
                "expose_headers": [REASON_HEADER, "Retry-After", "X-Request-ID"],
                "max_age": 86_400,
            },
            _PUBLIC: {"origins": "*", "send_wildcard": True, "methods": ["GET"]},
            _FILES: {"origins": "*", "send_wildcard": True, "methods": ["GET"]},
        },
    )


def _take_back(response: Response) -> Response:
    if response.headers.get(REASON_HEADER) == _REFUSED:
        for name in {name for name, _ in response.headers if name.startswith("Access-Control-")}:
            del response.headers[name]
    return response
