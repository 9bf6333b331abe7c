"""Leading on to another page."""

from http import HTTPStatus
from typing import Any

from flask import Response, redirect, request, url_for


def lead_to(address: str) -> Response:
    """Lead on to an address, which is then read: whoever loads it anew sends no form twice (303)."""
    there: Any = redirect(address, HTTPStatus.SEE_OTHER)
    response: Response = there
    return response


def lead_on(following: str | None) -> Response:
    """Lead on to the page that somebody came for, a path below where Kelisim lies; without one, to her sites."""
    return lead_to(url_for("console_home.sites") if following is None else request.script_root + following)
