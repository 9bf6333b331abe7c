"""The collector: answers in the place of every vendor, so that no request leaves the machine."""

from functools import cache

from flask import Response, abort, request

from app.web.demo.content_policy import embedded
from app.web.demo.places import VENDORS
from app.web.demo.vendors import NOTHING, PIXEL, address_of

_PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
_TYPES = {"html": "text/html", "js": "text/javascript", "svg": "image/svg+xml"}


def collect(address: str) -> Response:
    """Answer as the vendor would at this address, and keep nothing of what was sent."""
    known = address_of(f"{address}?{request.query_string.decode(errors='replace')}")
    if known is None:
        abort(404)
    if known.answer == NOTHING:
        answer = Response(status=204)
    elif known.answer == PIXEL:
        answer = Response(_PIXEL, mimetype="image/gif")
    else:
        answer = Response(_stand_in(known.answer), mimetype=_TYPES[known.answer.split(".")[-1]])
    answer.headers["Cache-Control"] = "no-store"
    return embedded(answer)


@cache
def _stand_in(name: str) -> str:
    written = (VENDORS / name).read_text("utf-8")
    if not name.endswith(".js"):
        return written
    shared = (VENDORS / "shared.js").read_text("utf-8")
    return f"(() => {{\n{shared}\n{written}}})();\n"
