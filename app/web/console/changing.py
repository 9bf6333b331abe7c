"""What changes what is kept of a visitor: restricting, which can be lifted, and erasing, which cannot be undone."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.ids import VisitorId
from app.services.erase_visitor import erase_visitor
from app.services.find_visitor import count_records
from app.services.restrict_visitor import lift_restriction, restrict_visitor
from app.web.console.errors import tell_errors
from app.web.console.leading import lead_to
from app.web.console.occasion import occasion
from app.web.console.page import page
from app.web.console.visitor import story_page, told_reason, visitor_id
from app.web.guards import asked_site

blueprint = Blueprint("console_changing", __name__)
tell_errors(blueprint)

_TYPED = 6
"""So many characters of the id are typed again before a visitor is erased."""


@blueprint.post("/visitors/<visitor>/restrict")
def restrict(site: str, visitor: str) -> Response:
    """Keep a visitor's records and use them no more; the page then offers to lift it."""
    known, reason = visitor_id(visitor), told_reason()
    if reason is None:
        return story_page(known, HTTPStatus.UNPROCESSABLE_ENTITY, fault="restrict")
    restrict_visitor(asked_site(), known, occasion(reason))
    return _back(known, "restricted")


@blueprint.post("/visitors/<visitor>/lift")
def lift(site: str, visitor: str) -> Response:
    """Let a visitor's records be used again."""
    known = visitor_id(visitor)
    lift_restriction(asked_site(), known, occasion(told_reason()))
    return _back(known, "lifted")


@blueprint.get("/visitors/<visitor>/erase")
def before_erasing(site: str, visitor: str) -> Response:
    """Say what erasing does, and ask for a reason and for a hand that does not slip."""
    return _ask(visitor_id(visitor))


@blueprint.post("/visitors/<visitor>/erase")
def erase(site: str, visitor: str) -> Response:
    """Take a visitor out of all that is kept; there is no way back."""
    known, reason = visitor_id(visitor), told_reason()
    typed = request.form.get("typed", "").strip() == known[:_TYPED]
    if reason is None or not typed:
        return _ask(known, HTTPStatus.UNPROCESSABLE_ENTITY, lacks_reason=reason is None, is_untyped=not typed)
    count = erase_visitor(asked_site(), known, occasion(reason))
    return _to(url_for("console_records.records", site=site, erased=count))


def _ask(visitor: VisitorId, status: int = HTTPStatus.OK, **said: Any) -> Response:
    return page(
        "erase",
        status,
        site=asked_site(),
        visitor=visitor,
        count=count_records(asked_site(), visitor),
        beginning=visitor[:_TYPED],
        reason=request.form.get("reason", ""),
        typed=request.form.get("typed", ""),
        **said,
    )


def _back(visitor: VisitorId, done: str) -> Response:
    return _to(url_for("console_visitor.visitor", site=asked_site().id, visitor=visitor, done=done))


def _to(address: str) -> Response:
    return lead_to(address)
