"""Giving out in bulk, to a site's server whose key has the scope: a site's records and a visitor's, by pages."""

import re
from typing import Any

from flask import Blueprint, Response, request, url_for
from marshmallow import Schema, fields

from app.domain.access import Occasion
from app.domain.errors import InvalidField, UnusableKeys
from app.domain.export import Cursor, cursor_of
from app.services.export_site import Form, Order, export_page
from app.services.export_visitor import export_visitor_page
from app.signing.keyring import Keyring
from app.web.clock import now
from app.web.described import Answer, describe
from app.web.fields import Formed, Record, meaning
from app.web.guards import actor, asked_site
from app.web.keys import keyring
from app.web.private import keep_private
from app.web.visitor import PlaceField, visitor_id, written_place

blueprint = Blueprint("export", __name__)
keep_private(blueprint)

_LINES = "application/x-ndjson"
_TYPES = {Form.NDJSON: _LINES, Form.CSV: "text/csv"}
_TEXT = {"type": "string"}


class CursorField(Formed):
    """Where a page of an export begins."""

    form = re.compile(rf"[0-9]{{1,16}}\.[0-9]{{1,16}}\.{Record.form.pattern}")
    message = "Take the address in `Link` as it is."

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        return cursor_of(super()._deserialize(value, attr, data, **more).lower())


class ExportQuery(Schema):
    """How records are given out, and from where on."""

    format = fields.Enum(
        Form, by_value=True, load_default=Form.NDJSON, metadata=meaning("For proof, or for a table", Form.NDJSON)
    )
    after = CursorField(metadata={"description": "Where the page begins, as `Link` says"})


_QUERY = ExportQuery()


class VisitorQuery(Schema):
    """From where on a visitor's receipts are given out."""

    after = PlaceField(metadata={"description": "Where the page begins, as `Link` says"})


_VISITOR_QUERY = VisitorQuery()


@blueprint.get("/export")
@describe(
    "Proof",
    "Export the records",
    query=ExportQuery,
    answers={200: Answer("A page of them; `Link` leads to the next", _TEXT, _LINES, ("Link",), also=("text/csv",))},
    refuses=(InvalidField, UnusableKeys),
)
def records(site: str) -> Response:
    """Return a page of a site's records, oldest first: what is there now, or was when the first page was asked for."""
    query = _QUERY.load(request.args)
    form: Form = query["format"]
    ring = keyring() if form is Form.NDJSON else Keyring(())
    page = export_page(ring, asked_site(), Order(form, query.get("after")), Occasion(actor(), now()))
    response = Response(page.lines, mimetype=_TYPES[form])
    if page.next is not None:
        response.headers["Link"] = f'<{_address(site, form, page.next)}>; rel="next"'
    return response


@blueprint.get("/visitors/<visitor>/export")
@describe(
    "Proof",
    "Export a visitor",
    query=VisitorQuery,
    answers={
        200: Answer(
            "A page of her receipts, newest first; `Link` leads to the next, and the last ends with a signed line that "
            "counts them all",
            _TEXT,
            _LINES,
            ("Link",),
        )
    },
    refuses=(InvalidField, UnusableKeys),
)
def of_visitor(site: str, visitor: str) -> Response:
    """Return a page of all that is kept of a visitor; joined, the pages can be handed to her."""
    after, occasion = _VISITOR_QUERY.load(request.args).get("after"), Occasion(actor(), now())
    page = export_visitor_page(keyring(), asked_site(), visitor_id(visitor), after, occasion)
    response = Response(page.lines, mimetype=_LINES)
    if page.next is not None:
        following = url_for(".of_visitor", site=site, visitor=visitor, after=written_place(page.next))
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _address(site: str, form: Form, after: Cursor) -> str:
    return url_for(".records", site=site, format=form.value, after=str(after))
