"""Records for the lawyer: found by visitor, record or receipt."""

import json
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from app.domain.ids import NOBODY, RecordId, VisitorId
from app.domain.named import read_named
from app.services.find_visitor import is_known, visitors_of
from app.services.view_record import check_receipt
from app.web.console.errors import tell_errors
from app.web.console.leading import lead_to
from app.web.console.page import page
from app.web.guards import asked_site
from app.web.keys import keyring

blueprint = Blueprint("console_records", __name__)
tell_errors(blueprint)


@blueprint.get("/records")
def records(site: str) -> Response:
    """Return the page on which a visitor, a record or a receipt is looked for."""
    return page("records", site=asked_site(), erased=request.args.get("erased", type=int))


@blueprint.post("/records")
def find(site: str) -> Response:
    """Go to whom the id is of, or check the receipt."""
    file = request.files.get("receipt")
    uploaded = "" if file is None else file.read().decode("utf-8", "replace").strip()
    sought = uploaded or request.form.get("sought", "").strip()
    document = _document(sought)
    if document is not None:
        return _checked(sought, document)
    visitors = visitors_named(sought)
    if visitors is None:
        return _not_found(sought, "unreadable")
    if not visitors:
        return _not_found(sought, "nothing")
    if visitors == (None,):
        return _not_found(sought, "erased")
    if len(visitors) > 1:
        return page("records", site=asked_site(), sought=sought, several=[each for each in visitors if each])
    return lead_to(url_for("console_visitor.visitor", site=site, visitor=visitors[0]))


def _document(text: str) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _checked(sought: str, document: dict[str, Any]) -> Response:
    """Say whether a receipt is genuine, and lead to whose it is; what other sites gave out is not opened here."""
    content = document.get("book", {}).get("content", {}) if isinstance(document.get("book"), dict) else {}
    if not isinstance(content, dict) or content.get("site", asked_site().id) != asked_site().id:
        return _not_found(sought, "elsewhere")
    named = read_named(str(document.get("pii_principal_id")))
    known = named is not None and is_known(asked_site(), named.visitor)
    check = check_receipt(keyring(), document)
    whose = named.visitor if named is not None and known else None
    return page("records", site=asked_site(), check=check, whose=whose, record=document.get("record_id"))


def visitors_named(sought: str) -> tuple[VisitorId | None, ...] | None:
    """Return whom an id names at this site, None where it is no id."""
    named = read_named(sought)
    if named is not None and named.visitor != NOBODY:
        return (named.visitor,) if is_known(asked_site(), named.visitor) else ()
    try:
        return visitors_of(asked_site(), RecordId(str(UUID(sought))))
    except ValueError:
        return None


def _not_found(sought: str, fault: str) -> Response:
    return page("records", HTTPStatus.UNPROCESSABLE_ENTITY, site=asked_site(), sought=sought, fault=fault)
