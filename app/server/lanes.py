"""Which requests are short: they run together, one after the other, and share a commit. All others run in threads.

A short one asks the store for a few rows by their key and writes as few. Nothing here may take long, whatever
is asked: others wait for it.
"""

import re

from gunicorn.http.message import Request
from gunicorn.util import unquote_to_wsgi_str

from app.web.below_path import cut_off

_SHORT = re.compile(
    r"POST /v1/sites/[^/]+/(consents|shown)"
    r"|(GET|HEAD) (/v1/sites/[^/]+/(kelisim\.js|allows|visitors/[^/]+)|/healthz)"
    r"|OPTIONS /v1/.*"
)


def is_short(request: Request, below: str) -> bool:
    """Tell whether a request may run with others, by the path that the application sees, which lies below another."""
    return _SHORT.fullmatch(f"{request.method} {_asked(request, below)}") is not None


def needs_no_store(request: Request, below: str) -> bool:
    """Tell whether a request asks for the process only, which lives also where the store is away."""
    return _asked(request, below) == "/healthz"


def _asked(request: Request, below: str) -> str:
    return cut_off(below, unquote_to_wsgi_str(request.path or ""))
