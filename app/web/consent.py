"""Decisions come in here."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from marshmallow import Schema, fields, post_load, validate

from app.domain.decision import Decision, Method
from app.domain.ids import CategoryId, CounterId, Language, RecordId, VisitorId
from app.services.record_consent import record_consent
from app.services.record_shown import Showing, record_shown
from app.web.clock import now
from app.web.fields import Answers, Moment, Page, Record, Truth, Visitor, Whole
from app.web.guards import asked_site
from app.web.limits import limit_writes
from app.web.private import keep_private
from app.web.requests import device, json_body
from app.web.site_cookie import set_site_cookie
from app.web.standing import standing_document

blueprint = Blueprint("consent", __name__)
limit_writes(blueprint)
keep_private(blueprint)

_REVISION = validate.Regexp(r"^[0-9a-f]{12}\Z", error="Write twelve hexadecimal digits.")
_LANGUAGE = validate.Regexp(r"^[a-z]{2,3}\Z", error="Write a language such as kk, ru or en.")


class SignalsSchema(Schema):
    """What the visitor's browser signals by itself."""

    gpc = Truth(load_default=False)


class DecisionSchema(Schema):
    """A decision, as a page sends it."""

    id = Record(required=True)
    visitor = Visitor(required=True)
    decided_at = Moment(required=True, format="iso")
    method = fields.Enum(Method, by_value=True, required=True)
    categories = Answers(required=True)
    counters = Answers(load_default=dict)
    edition = Whole(required=True)
    banner = fields.String(load_default=None, allow_none=True, validate=_REVISION)
    language = fields.String(required=True, validate=_LANGUAGE)
    page = Page(load_default=None, allow_none=True)
    signals = fields.Nested(SignalsSchema, load_default=lambda: {"gpc": False})

    @post_load
    def make(self, loaded: dict[str, Any], **_: Any) -> Decision:
        """Turn what was read into a decision."""
        return Decision(
            id=RecordId(loaded["id"]),
            visitor=VisitorId(loaded["visitor"]),
            decided_at=loaded["decided_at"],
            method=loaded["method"],
            categories={CategoryId(name): answer for name, answer in loaded["categories"].items()},
            counters={CounterId(name): answer for name, answer in loaded["counters"].items()},
            edition=loaded["edition"],
            banner=loaded["banner"],
            language=Language(loaded["language"]),
            page=loaded["page"],
            gpc=loaded["signals"]["gpc"],
        )


_DECISION = DecisionSchema()


@blueprint.post("/consents")
def record(site: str) -> tuple[Response, int]:
    """Keep a decision: 201, or 200 when it is kept already; the body is the standing."""
    moment = now()
    decision: Decision = _DECISION.load(json_body())
    recorded = record_consent(asked_site(), decision, device(), moment)
    response = jsonify(standing_document(recorded.visitor, recorded.standing))
    set_site_cookie(response, asked_site(), recorded.standing, request.headers.get("Origin"), moment)
    return response, 201 if recorded.is_new else 200


class ShowingSchema(Schema):
    """One showing of the banner."""

    edition = Whole(required=True)
    banner = fields.String(load_default=None, allow_none=True, validate=_REVISION)
    language = fields.String(required=True, validate=_LANGUAGE)

    @post_load
    def make(self, loaded: dict[str, Any], **_: Any) -> Showing:
        """Turn what was read into a showing."""
        return Showing(loaded["edition"], loaded["banner"], Language(loaded["language"]))


_SHOWING = ShowingSchema()


@blueprint.post("/shown")
def shown(site: str) -> tuple[str, int]:
    """Count that the banner was shown."""
    moment = now()
    showing: Showing = _SHOWING.load(json_body())
    record_shown(asked_site(), showing, device(), moment)
    return "", 204
