"""Where somebody goes on once she is signed in: to the page of the console that she came for, and never elsewhere."""

import re
from urllib.parse import quote, unquote

from flask import request

_INSIDE = re.compile(r"/admin([/?][A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?")
"""Below the console, in the signs of an address (RFC 3986 §3.3 and §3.4)."""


def following() -> str | None:
    """Return the page that the address says she came for; None where it is none of the console's."""
    told = request.args.get("next", "")
    return told if is_inside(told) else None


def is_inside(address: str) -> bool:
    """Tell whether an address is a path of the console, with its query or without, from which nothing leads up."""
    return _INSIDE.fullmatch(address) is not None and ".." not in unquote(address.partition("?")[0]).split("/")


def asked_address() -> str:
    """Return the path and the query that are asked for, as `following` reads them."""
    query = request.query_string.decode("latin-1")
    return quote(request.path, safe="/~!$&'()*+,;=:@") + (f"?{query}" if query else "")
