"""Decisions come in here."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from marshmallow import Schema, fields, post_load

from app.domain.decision import Decision, Method
from app.domain.errors import InvalidField, RecordConflict
from app.domain.ids import CategoryId, CounterId, Language, RecordId, VisitorId
from app.domain.showing import Showing
from app.domain.tally import Aside
from app.services.record_consent import record_consent
from app.services.record_shown import record_shown
from app.web.clock import now
from app.web.country import region_for
from app.web.described import Answer, describe
from app.web.fields import Answers, Moment, Page, Record, Revision, Seconds, Tongue, Truth, Visitor, Whole, meaning
from app.web.guards import asked_site
from app.web.hearing import hear
from app.web.limits import limit_writes
from app.web.private import keep_private
from app.web.quick_schema import QuickSchema
from app.web.requests import device, json_body, origin
from app.web.robots import device_of_visitor
from app.web.site_cookie import set_site_cookie
from app.web.standing import StandingSchema, standing_document

blueprint = Blueprint("consent", __name__)
limit_writes(blueprint)
keep_private(blueprint)


class SignalsSchema(Schema):
    """What the visitor's browser signals by itself."""

    gpc = Truth(load_default=False, metadata=meaning("Whether it sends Global Privacy Control", example=False))


class DecisionSchema(QuickSchema):
    """A decision, as a page sends it."""

    id = Record(
        required=True,
        metadata=meaning(
            "A UUID made by the caller; sending it again is the same record", "0198c7c2-7f3a-7c60-9d9c-3f0e5b6f7a10"
        ),
    )
    visitor = Visitor(
        required=True,
        metadata=meaning(
            "128 random bits in base64url; `-` for one who refuses all where the site only counts refusals",
            "q3ZzT1yJTe2xq0u7p0m3Yw",
        ),
    )
    decided_at = Moment(
        required=True,
        format="iso",
        metadata=meaning(
            "When she decided; outside the last 30 days the nearest time that can be believed stands in its place",
            "2026-11-21T06:10:00Z",
        ),
    )
    method = fields.Enum(
        Method,
        by_value=True,
        required=True,
        metadata=meaning(
            "How she said it; `accept-all` refuses nothing (advertising, where `gpc` objects to it), "
            "`reject-all` and `withdraw` grant nothing",
            "save",
        ),
    )
    categories = Answers(
        required=True,
        metadata=meaning(
            "True or false for categories that she was shown; one that is missing is denied",
            {"functional": True, "analytics": True, "advertising": False},
        ),
    )
    counters = Answers(
        load_default=dict,
        metadata=meaning("Only those that differ from their category", {"yandex-metrica": False}),
    )
    edition = Whole(required=True, metadata=meaning("Of the policy that she was shown, not above the current one", 1))
    banner = Revision(
        load_default=None,
        metadata=meaning(
            "The banner revision that she was shown: nothing is granted that was not in it. Null or unknown: "
            "a counter is granted only if it is named in `counters`",
            "a1f0b2c3d4e5",
        ),
    )
    language = Tongue(required=True, metadata=meaning("That of the banner", "ru"))
    page = Page(
        load_default=None,
        metadata=meaning("Its address; query and fragment are cut off", "https://cap.kz/courses"),
    )
    signals = fields.Nested(
        SignalsSchema,
        load_default=lambda: {"gpc": False},
        metadata={"description": "What her browser signals by itself"},
    )

    after = Seconds(
        load_default=None,
        metadata=meaning(
            "How many whole seconds the banner had stood there when she answered it, what was begun cut off. "
            "It is only counted, where nothing held that she had answered before, and kept with no record: sent again "
            "with another, a decision is the same",
            4,
        ),
    )

    @post_load
    def make(self, loaded: dict[str, Any], **_: Any) -> tuple[Decision, int | None]:
        """Turn what was read into a decision, and how long it took."""
        decision = Decision(
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
        return decision, loaded["after"]


_DECISION = DecisionSchema()


@blueprint.post("/consents")
@describe(
    "Decisions",
    "Record a decision",
    takes=DecisionSchema,
    answers={
        201: Answer("It is recorded, and on disk; this is her standing", StandingSchema, headers=("Set-Cookie",)),
        200: Answer("It is kept already; this is her standing", StandingSchema, headers=("Set-Cookie",)),
    },
    refuses=(InvalidField, RecordConflict),
)
def record(site: str) -> tuple[Response, int]:
    """Keep a decision: 201, or 200 when it is kept already; the body is the standing."""
    moment = now()
    decision, seconds = _DECISION.load(json_body())
    site_asked = asked_site()
    recorded = record_consent(site_asked, decision, device(), moment, Aside(region_for(site_asked), seconds))
    response = jsonify(standing_document(recorded.visitor, recorded.standing))
    set_site_cookie(response, site_asked, recorded.standing, origin(), moment)
    return response, 201 if recorded.is_new else 200


class ShowingSchema(QuickSchema):
    """One showing of the banner."""

    edition = Whole(required=True, metadata=meaning("Of the policy that was shown", 1))
    banner = Revision(load_default=None, metadata=meaning("The banner revision that was shown", "a1f0b2c3d4e5"))
    language = Tongue(required=True, metadata=meaning("That of the banner", "ru"))

    @post_load
    def make(self, loaded: dict[str, Any], **_: Any) -> Showing:
        """Turn what was read into a showing."""
        return Showing(loaded["edition"], loaded["banner"], Language(loaded["language"]))


_SHOWING = ShowingSchema()


@blueprint.post("/shown")
@describe(
    "Decisions",
    "Count a showing",
    takes=ShowingSchema,
    answers={204: Answer("It is counted")},
    refuses=(InvalidField,),
)
def shown(site: str) -> tuple[str, int]:
    """Count that the banner was shown."""
    moment = now()
    showing: Showing = _SHOWING.load(json_body())
    site_asked = asked_site()
    told = device_of_visitor(request.user_agent.string)
    record_shown(site_asked, showing, told, moment, Aside(region_for(site_asked)))
    hear(site_asked.id)
    return "", 204
