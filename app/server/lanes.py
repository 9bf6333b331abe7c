"""Which requests are short: they run together, one after the other, and share a commit. All others run in threads.

A short one asks the store for a few rows by their key and writes as few. Nothing here may take long, whatever
is asked: others wait for it.
"""

import re

from gunicorn.http.message import Request

_SHORT = re.compile(
    r"POST /v1/sites/[^/]+/(consents|shown)"
    r"|(GET|HEAD) (/v1/sites/[^/]+/(kelisim\.js|allows|visitors/[^/]+)|/healthz)"
    r"|OPTIONS /v1/.*"
)


def is_short(request: Request) -> bool:
    """Tell whether a request may run with others."""
    return _SHORT.fullmatch(f"{request.method} {request.path}") is not None
