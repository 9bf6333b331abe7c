"""What a call brings: its JSON body, its page's origin, its site, its device."""

import json
from typing import Any, NoReturn

from flask import request

from app.domain.device import Device, device_of

_TYPES = {"text/plain", "application/json"}


class NotJson(Exception):
    """The body is not JSON in UTF-8, or says the same key twice."""


class UnsupportedType(Exception):
    """The body says that it is something else than JSON or plain text."""


def json_body() -> Any:
    """Return the body, read as JSON; plain text is accepted, as a page sends it without a preflight request.

    Raises UnsupportedType or NotJson; a body over the limit is refused before it is read.
    """
    if request.mimetype not in _TYPES:
        raise UnsupportedType(f"Send application/json or text/plain, not {request.mimetype or 'an unnamed type'}.")
    body = request.get_data()
    try:
        return json.loads(body.decode(), parse_constant=_refuse, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise NotJson("The body is not JSON in UTF-8, says a key twice, or is nested too deeply.") from error


def device() -> Device:
    """Return the class of the device that calls."""
    return device_of(request.user_agent.string)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; one that says a key twice could be read in two ways (RFC 8259 §4)."""
    told = dict(pairs)
    if len(told) < len(pairs):
        raise ValueError(pairs)
    return told
