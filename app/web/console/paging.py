"""Pages of what is long: where the next one begins stands in its address."""

from http import HTTPStatus
from typing import cast

from flask import abort, request
from marshmallow import ValidationError

from app.services.read_history import Place
from app.web.visitor import PlaceField, written_place


def asked_place() -> Place | None:
    """Return where the page begins that is asked for; None for the first one."""
    told = request.args.get("after")
    if told is None:
        return None
    try:
        return cast("Place", PlaceField().deserialize(told))
    except ValidationError:
        abort(HTTPStatus.NOT_FOUND)


def in_address(place: Place | None) -> str | None:
    """Write a place as `asked_place` reads it."""
    return None if place is None else written_place(place)
