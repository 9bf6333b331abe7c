"""All records of a site for an authority, in one file with its proof."""

from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from app.domain.errors import InvalidField
from app.services.export_site import Form, Order, export_site
from app.web.console.errors import tell_errors
from app.web.console.occasion import occasion
from app.web.console.page import page
from app.web.console.visitor import as_file, told_reason
from app.web.guards import asked_site
from app.web.keys import keyring

blueprint = Blueprint("console_export", __name__)
tell_errors(blueprint)

_AT_MOST = 10_000
"""So many records are put together while somebody waits."""


@blueprint.post("/records/export")
def export(site: str) -> Response:
    """Return the file; the reason stands in the log. Where it would be too large, lead to the command."""
    reason = told_reason()
    if reason is None:
        return _again("reason")
    order = Order(Form.NDJSON, with_restricted="restricted" in request.form, at_most=_AT_MOST)
    try:
        pages = export_site(keyring(), asked_site(), order, occasion(reason)).pages
    except InvalidField:
        return _again("long")
    return as_file(b"".join(each.lines for each in pages), "application/x-ndjson", f"{site}.ndjson")


def _again(fault: str) -> Response:
    return page(
        "records",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        address=url_for("console_records.records", site=asked_site().id),
        site=asked_site(),
        export_fault=fault,
        reason=request.form.get("reason", ""),
        with_restricted="restricted" in request.form,
    )
