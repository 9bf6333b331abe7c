"""A standing, as JSON."""

from typing import Any

from marshmallow import Schema, fields

from app.domain.ids import VisitorId
from app.domain.moment import written
from app.domain.standing import Standing, Status
from app.web.fields import Answers, Moment, Record, Truth, Visitor, Whole, meaning

_AT = "2026-11-21T06:10:00Z"


class StandingSchema(Schema):
    """What holds for a visitor now, for every category and counter of the site."""

    visitor = Visitor(required=True, metadata=meaning("Her id", "q3ZzT1yJTe2xq0u7p0m3Yw"))
    record = Record(
        required=True,
        allow_none=True,
        metadata=meaning("The record of the answer that holds", "0198c7c2-7f3a-7c60-9d9c-3f0e5b6f7a10"),
    )
    status = fields.Enum(
        Status, by_value=True, required=True, metadata=meaning("Terms of ISO/IEC TS 27560", Status.GIVEN)
    )
    ask = Truth(
        required=True,
        metadata=meaning(
            "The banner is to be shown; `unknown` without it is a visitor who is restricted", example=False
        ),
    )
    edition = Whole(required=True, allow_none=True, metadata=meaning("Of the policy that she answered to", 1))
    recorded_at = Moment(required=True, allow_none=True, metadata=meaning("Since when the answer holds", _AT))
    expires_at = Moment(
        required=True, allow_none=True, metadata=meaning("When it ceases to hold", "2027-05-20T06:10:00Z")
    )
    categories = Answers(
        required=True,
        metadata=meaning(
            "What is granted: every category of the site",
            {"necessary": True, "functional": True, "analytics": True, "advertising": False},
        ),
    )
    counters = Answers(
        required=True,
        metadata=meaning(
            "What is granted: every counter of the site", {"google-analytics-4": True, "yandex-metrica": False}
        ),
    )


def standing_document(visitor: VisitorId, standing: Standing) -> dict[str, Any]:
    """Return the body that every call about a standing answers with; times in RFC 3339, UTC."""
    answer = standing.answer
    return {
        "visitor": visitor,
        "record": None if answer is None else answer.record,
        "status": standing.status,
        "ask": standing.ask,
        "edition": None if answer is None else answer.edition,
        "recorded_at": None if answer is None else written(answer.at),
        "expires_at": None if standing.expires_at is None else written(standing.expires_at),
        "categories": dict(standing.categories),
        "counters": dict(standing.counters),
    }
