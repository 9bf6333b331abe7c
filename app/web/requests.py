"""What a call brings: its JSON body, its page's origin, its site, its device."""

import json
from functools import lru_cache
from typing import Any, NoReturn

from flask import Request, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header

from app.domain.device import Device, device_of

_TYPES = {"text/plain", "application/json"}


class NotJson(Exception):
    """The body is not JSON in UTF-8, has letters that UTF-8 lacks, or says the same key twice."""


class UnsupportedType(Exception):
    """The body says that it is something else than JSON or plain text."""


def present() -> Request:
    """Return the request that is being answered: each look through Flask's proxy takes six steps to it."""
    asked: Any = request
    found: Request = asked._get_current_object()  # noqa: SLF001 - as Flask documents it
    return found


def origin() -> str | None:
    """Return the page's origin; of a header that is missing werkzeug makes an error page before it says so."""
    told: str | None = present().environ.get("HTTP_ORIGIN")
    return told


def json_body() -> Any:
    """Return the body, read as JSON; plain text is accepted, as a page sends it without a preflight request.

    Raises UnsupportedType or NotJson; a body over the limit is refused before it is read.
    """
    asked = present()
    kind = _kind(asked.environ.get("CONTENT_TYPE", ""))
    if kind not in _TYPES:
        raise UnsupportedType(f"Send application/json or text/plain, not {kind or 'an unnamed type'}.")
    body = asked.get_data()
    if asked.content_length is None and len(body) == asked.max_content_length:
        raise RequestEntityTooLarge  # a body that comes in pieces is cut off there without a word
    try:
        return _read(body.decode())
    except (ValueError, RecursionError) as error:
        raise NotJson("The body is not JSON in UTF-8, says a key twice, or is nested too deeply.") from error


def device() -> Device:
    """Return the class of the device that calls."""
    return device_of(request.user_agent.string)


@lru_cache(maxsize=64)
def _kind(told: str) -> str:
    """Return the media type without its parameters, in small letters; the same few are told again and again."""
    return parse_options_header(told)[0].lower()


def _read(text: str) -> Any:
    told = _FORM.decode(text)
    if "\\u" in text:
        json.dumps(told, ensure_ascii=False).encode()  # fails where an escape is half a letter, a lone surrogate
    return told


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; one that says a key twice could be read in two ways (RFC 8259 §4)."""
    told = dict(pairs)
    if len(told) < len(pairs):
        raise ValueError(pairs)
    return told


_FORM = json.JSONDecoder(parse_constant=_refuse, object_pairs_hook=_each_once)
