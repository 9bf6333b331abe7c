"""Leading on to another page."""

from http import HTTPStatus
from typing import Any

from flask import Response, redirect


def lead_to(address: str) -> Response:
    """Lead on to an address, which is then read: whoever loads it anew sends no form twice (303)."""
    there: Any = redirect(address, HTTPStatus.SEE_OTHER)
    response: Response = there
    return response
