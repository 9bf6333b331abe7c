"""The banner of a new site while its form is filled in: the real one, of as much as has been typed.

Nothing of the site is kept before it is made: what was typed stands in the address of the frame, so that the banner's
file and its second layer, which lie beside it, know it too.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from http import HTTPStatus

from flask import Blueprint, Response, abort
from marshmallow import ValidationError, fields, validate

from app.domain.site import Site
from app.site_files.faults import FaultySiteFiles
from app.site_files.form.beginning import as_far_as_typed
from app.site_files.form.fields import Typed
from app.site_files.read_sites import read_kept
from app.web.clock import now
from app.web.console.errors import tell_errors
from app.web.console.frame import banner_of, details_of, in_a_frame
from app.web.console.texts import language

blueprint = Blueprint("console_new_preview", __name__)
tell_errors(blueprint)

_TYPED = fields.Dict(keys=fields.String(), values=fields.List(fields.String(), validate=validate.Length(min=1)))


@blueprint.get("/<typed>/<spoken>/")
def framed(typed: str, spoken: str) -> Response:
    """Return the page in the frame: nothing but the banner."""
    return in_a_frame(spoken)


@blueprint.get("/<typed>/<spoken>/kelisim.js")
def script(typed: str, spoken: str) -> Response:
    """Return the banner's file as it would be."""
    return banner_of(_site(typed))


@blueprint.get("/<typed>/<spoken>/details/<revision>/<read>.js")
def second_layer(typed: str, spoken: str, revision: str, read: str) -> Response:
    """Return what the second layer would show."""
    return details_of(_site(typed), revision, read)


def folded(typed: Typed) -> str:
    """Return what was typed as a part of an address; the page's script folds it in the same way."""
    written = json.dumps({name: list(values) for name, values in typed.items()}, ensure_ascii=False)
    return urlsafe_b64encode(written.encode()).decode().rstrip("=")


def _site(typed: str) -> Site:
    """Return the site as far as it was typed; an address that no form makes is not found."""
    try:
        told = _TYPED.deserialize(json.loads(urlsafe_b64decode(typed + "=" * (-len(typed) % 4))))
        "".join(value for values in told.values() for value in values).encode()
        return read_kept(as_far_as_typed(told, language(), now().date())).site
    except (ValueError, RecursionError, ValidationError, FaultySiteFiles):
        abort(HTTPStatus.NOT_FOUND)
