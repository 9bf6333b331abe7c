"""The whole story of one visitor: what she answered and was shown, and whether it is genuine."""

import json
from http import HTTPStatus

from flask import Blueprint, Response, abort, request, url_for

from app.domain.errors import InvalidField, UnusableKeys
from app.domain.ids import RecordId, VisitorId, is_visitor_id
from app.domain.user import Right
from app.services.export_visitor import export_visitor
from app.services.issue_receipt import issue_receipt
from app.services.note_reading import note_reading
from app.services.view_record import Check, ViewedRecord, check_record, view_record
from app.services.view_visitor import view_visitor
from app.web.console.errors import tell_errors
from app.web.console.names import names_of
from app.web.console.occasion import occasion
from app.web.console.page import page
from app.web.console.paging import asked_place, in_address
from app.web.console.session import here
from app.web.guards import asked_site
from app.web.keys import keyring

blueprint = Blueprint("console_visitor", __name__)
tell_errors(blueprint)

_AT_ONCE = 50
_REASON_AT_MOST = 500
_EXPORTED_AT_MOST = 500
"""So many receipts are put together while somebody waits."""


@blueprint.get("/visitors/<visitor>")
def visitor(site: str, visitor: str) -> Response:
    """Return the story of a visitor; one whom nothing names is not there."""
    return story_page(visitor_id(visitor), done=request.args.get("done"))


@blueprint.post("/visitors/<visitor>/export")
def export(site: str, visitor: str) -> Response:
    """Return all that is held about a visitor as one signed file; the reason stands in the log."""
    known, reason = visitor_id(visitor), told_reason()
    if reason is None:
        return story_page(known, HTTPStatus.UNPROCESSABLE_ENTITY, fault="export")
    try:
        lines = b"".join(export_visitor(keyring(), asked_site(), known, occasion(reason), _EXPORTED_AT_MOST))
    except InvalidField:
        return story_page(known, HTTPStatus.UNPROCESSABLE_ENTITY, fault="export", is_long=True)
    return as_file(lines, "application/x-ndjson", f"{site}-{known[:6]}.ndjson")


@blueprint.get("/visitors/<visitor>/records/<record>")
def record(site: str, visitor: str, record: str) -> Response:
    """Return one record: the answer, what stood on the screen, and whether it is genuine."""
    viewed = view_record(asked_site(), visitor_id(visitor), RecordId(record), occasion())
    return page(
        "record",
        site=asked_site(),
        viewed=viewed,
        record=viewed.record,
        name=names_of(asked_site()),
        shown=viewed.screen.shown,
        spoken=_spoken(viewed),
        check=_check(viewed),
    )


@blueprint.get("/visitors/<visitor>/records/<record>/receipt.json")
def receipt(site: str, visitor: str, record: str) -> Response:
    """Return the signed receipt of a record as a file."""
    why, known = occasion(), visitor_id(visitor)
    issued = issue_receipt(keyring(), asked_site(), known, RecordId(record), why.at)
    note_reading(asked_site(), known, why, 1)
    written = json.dumps(issued, ensure_ascii=False, indent=2).encode()
    return as_file(written, "application/json", f"{site}-{record}.json")


def story_page(visitor: VisitorId, status: int = HTTPStatus.OK, **said: object) -> Response:
    """Return the page of a visitor's story, with what is to be said about what was just tried."""
    site = asked_site()
    story = view_visitor(site, visitor, asked_place(), _AT_ONCE, occasion())
    if not (story.history.records or story.accesses):
        abort(HTTPStatus.NOT_FOUND)
    return page(
        "visitor",
        status,
        address=url_for("console_visitor.visitor", site=site.id, visitor=visitor),
        site=site,
        story=story,
        following=in_address(story.history.next),
        name=names_of(site),
        may_change=here().user.may(Right.ERASE, site.id),
        reason=request.form.get("reason", ""),
        **said,
    )


def visitor_id(text: str) -> VisitorId:
    """Return the visitor's id in an address; what is none is not there."""
    if not is_visitor_id(text):
        abort(HTTPStatus.NOT_FOUND)
    return VisitorId(text)


def told_reason() -> str | None:
    """Return the reason that a form tells, None where it tells none; PostgreSQL takes NUL in no text."""
    return request.form.get("reason", "").replace("\0", "").strip()[:_REASON_AT_MOST] or None


def _spoken(viewed: ViewedRecord) -> str:
    """Return the language in which what was shown is told: hers, where the banner had it."""
    first = viewed.screen.shown["first"]
    return viewed.record.decision.language if viewed.record.decision.language in first else next(iter(first))


def _check(viewed: ViewedRecord) -> Check | None:
    """See whether a record is genuine; None where there are no keys to see it with."""
    try:
        return check_record(keyring(), asked_site(), viewed, occasion())
    except UnusableKeys:
        return None


def as_file(content: bytes, kind: str, name: str) -> Response:
    """Return something to be kept as a file of this name."""
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
