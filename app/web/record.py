"""A consent record, as JSON."""

from typing import Any

from marshmallow import Schema, fields

from app.domain.consent import ConsentRecord
from app.domain.decision import Method
from app.domain.device import Device
from app.domain.moment import written
from app.web.fields import Answers, Moment, Name, Page, Record, Revision, Tongue, Truth, Visitor, Whole, meaning

_AT = "2026-11-21T06:10:00Z"
_NEXT = (
    "/v1/sites/cap/visitors/q3ZzT1yJTe2xq0u7p0m3Yw/records"
    "?limit=50&after=1795241401000000.0198c7c2-7f3a-7c60-9d9c-3f0e5b6f7a10"
)


class SignalledSchema(Schema):
    """What the visitor's browser signalled by itself."""

    gpc = Truth(required=True, metadata=meaning("Whether it sent Global Privacy Control", example=False))


class RecordSchema(Schema):
    """One answer of a visitor, as it is kept."""

    id = Record(required=True, metadata=meaning("Its id", "0198c7c2-7f3a-7c60-9d9c-3f0e5b6f7a10"))
    visitor = Visitor(required=True, metadata=meaning("Her id", "q3ZzT1yJTe2xq0u7p0m3Yw"))
    decided_at = Moment(required=True, metadata=meaning("When she decided, as her page stated it", _AT))
    holds_from = Moment(required=True, metadata=meaning("The same, as it is believed", _AT))
    recorded_at = Moment(required=True, metadata=meaning("When it came", "2026-11-21T06:10:01Z"))
    method = fields.Enum(Method, by_value=True, required=True, metadata=meaning("How she said it", Method.SAVE))
    categories = Answers(
        required=True,
        metadata=meaning("What she said", {"functional": True, "analytics": True, "advertising": False}),
    )
    counters = Answers(
        required=True, metadata=meaning("Those that differ from their category", {"yandex-metrica": False})
    )
    grants = fields.List(
        Name,
        required=True,
        metadata=meaning("What it grants", ["necessary", "functional", "analytics", "google-analytics-4"]),
    )
    edition = Whole(required=True, metadata=meaning("Of the policy that she was shown", 1))
    banner = Revision(required=True, allow_none=True, metadata=meaning("The banner revision", "a1f0b2c3d4e5"))
    language = Tongue(required=True, metadata=meaning("That of the banner", "ru"))
    page = Page(required=True, allow_none=True, metadata=meaning("Where she answered", "https://cap.kz/courses"))
    signals = fields.Nested(
        SignalledSchema, required=True, metadata={"description": "What her browser signalled by itself"}
    )
    device = fields.Enum(
        Device, by_value=True, required=True, metadata=meaning("The coarse class of her device", Device.PHONE)
    )


class HistorySchema(Schema):
    """A page of a visitor's records."""

    records = fields.List(fields.Nested(RecordSchema), required=True, metadata={"description": "Newest first"})
    next = fields.String(required=True, allow_none=True, metadata=meaning("The address of the next page", _NEXT))


def record_document(record: ConsentRecord) -> dict[str, Any]:
    """Return a record of a visitor's history; times in RFC 3339, UTC."""
    decision = record.decision
    return {
        "id": decision.id,
        "visitor": decision.visitor,
        "decided_at": written(decision.decided_at),
        "holds_from": written(record.holds_from),
        "recorded_at": written(record.recorded_at),
        "method": decision.method,
        "categories": dict(decision.categories),
        "counters": dict(decision.counters),
        "grants": list(record.grants),
        "edition": decision.edition,
        "banner": decision.banner,
        "language": decision.language,
        "page": decision.page,
        "signals": {"gpc": decision.gpc},
        "device": record.device,
    }
