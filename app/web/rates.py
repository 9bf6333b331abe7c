"""Consent rates for a site's server: the numbers that the console shows, from the daily sums."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request
from marshmallow import Schema, ValidationError, fields, validates_schema

from app.domain.crossing import DIMENSIONS, Only
from app.domain.device import Device
from app.domain.errors import InvalidField
from app.domain.first_answer import FirstAnswers, first_answers
from app.domain.rates import LONGEST, Answers, Period, Share, Sums, answers, granted, values
from app.domain.tally import ROBOT, local_day
from app.services.view_rates import Rates, view_rates
from app.web.clock import now
from app.web.described import Answer, describe
from app.web.fields import Tongue, meaning
from app.web.guards import asked_site
from app.web.private import keep_private

blueprint = Blueprint("rates", __name__)
keep_private(blueprint)

_DAY = "2026-11-21"
_USUAL = 30


class RatesQuery(Schema):
    """Of which days rates are asked for, and of whom."""

    first = fields.Date(
        data_key="from", metadata=meaning("The first day; the last 30 without it, or those up to `to`", "2026-10-23")
    )
    last = fields.Date(data_key="to", metadata=meaning("The last day; today without it", _DAY))

    edition = fields.Integer(metadata=meaning("Only answers to this edition", 3))
    language = Tongue(metadata=meaning("Only answers in this language", "ru"))
    device = fields.Enum(Device, by_value=True, metadata=meaning("Only answers from this class of device", "phone"))
    region = fields.String(metadata=meaning("Only answers from this country (ISO 3166-1; ZZ where nobody knows)", "KZ"))

    @validates_schema
    def check(self, loaded: dict[str, Any], **_: Any) -> None:
        """Refuse a period that is none, or too long."""
        first, last = loaded.get("first"), loaded.get("last")
        if first is not None and last is not None and first > last:
            raise ValidationError({"to": "The last day does not come before the first."})


class AnswersSchema(Schema):
    """How visitors answered."""

    asked = fields.Integer(required=True, metadata=meaning("Showings of the banner", 120))
    answered = fields.Integer(required=True, metadata=meaning("Accepted, refused or chosen", 90))
    accepted = fields.Integer(required=True, metadata=meaning("Allowed all", 50))
    refused = fields.Integer(required=True, metadata=meaning("Allowed nothing optional", 25))
    chosen = fields.Integer(required=True, metadata=meaning("Allowed some", 15))
    unanswered = fields.Integer(required=True, metadata=meaning("Showings without an answer", 30))
    withdrawn = fields.Integer(required=True, metadata=meaning("Took their consent back", 2))


class SpanSchema(AnswersSchema):
    """How visitors answered in a period."""

    robots = fields.Integer(
        required=True,
        allow_none=True,
        metadata=meaning("Showings to robots, which are nowhere else; null where only some answers are asked for", 14),
    )

    first = fields.Date(required=True, data_key="from", metadata=meaning("The first day", "2026-10-23"))
    last = fields.Date(required=True, data_key="to", metadata=meaning("The last day", _DAY))


class DaySchema(AnswersSchema):
    """How visitors answered on a day."""

    day = fields.Date(required=True, metadata=meaning("The day", _DAY))


class PartSchema(AnswersSchema):
    """How visitors answered who have something in common."""

    value = fields.String(required=True, metadata=meaning("What they have in common", "ru"))


class ShareSchema(Schema):
    """How many of the answers allowed a category or counter. Where nobody answered there is no rate."""

    id = fields.String(required=True, metadata=meaning("The category or counter", "analytics"))
    granted = fields.Integer(required=True, metadata=meaning("Answers that allowed it", 60))
    answers = fields.Integer(required=True, metadata=meaning("All answers about it", 92))
    rate = fields.Float(required=True, allow_none=True, metadata=meaning("The one of the other", 0.6522))
    low = fields.Float(
        required=True, allow_none=True, metadata=meaning("With 95 % confidence it is not below this", 0.5506)
    )
    high = fields.Float(required=True, allow_none=True, metadata=meaning("Nor above this", 0.7415))


class PublishedSchema(Schema):
    """An edition of the policy that took effect in the period."""

    number = fields.Integer(required=True, metadata=meaning("Its number", 3))
    effective = fields.Date(required=True, metadata=meaning("Since when", "2026-11-01"))


class TookSchema(Schema):
    """First answers that took about as long."""

    from_ = fields.Integer(required=True, data_key="from", metadata=meaning("So many seconds at least", 3))
    below = fields.Integer(
        required=True, allow_none=True, metadata=meaning("And less than so many; null for all that took longer", 5)
    )
    answers = fields.Integer(required=True, metadata=meaning("So many answers", 24))
    accepted = fields.Integer(required=True, metadata=meaning("Of these, allowed all", 12))
    refused = fields.Integer(required=True, metadata=meaning("Allowed nothing optional", 8))
    chosen = fields.Integer(required=True, metadata=meaning("Allowed some", 4))


class FirstAnswersSchema(Schema):
    """How long the banner stood there until it was answered."""

    answers = fields.Integer(required=True, metadata=meaning("Answers whose page told it", 88))
    median = fields.Float(
        required=True,
        allow_none=True,
        metadata=meaning("Seconds within which half of them came, by the classes; null where there are none", 4.2),
    )
    times = fields.List(fields.Nested(TookSchema), required=True, metadata={"description": "The classes of times"})


class RatesSchema(Schema):
    """The consent rates of a period."""

    timezone = fields.String(required=True, metadata=meaning("Whose days are counted", "Asia/Almaty"))
    period = fields.Nested(SpanSchema, required=True, metadata={"description": "The days that were asked for"})
    before = fields.Nested(SpanSchema, required=True, metadata={"description": "As many days before them"})
    days = fields.List(fields.Nested(DaySchema), required=True, metadata={"description": "Each of them"})
    languages = fields.List(fields.Nested(PartSchema), required=True, metadata={"description": "By language"})
    devices = fields.List(fields.Nested(PartSchema), required=True, metadata={"description": "By class of device"})
    editions = fields.List(fields.Nested(PartSchema), required=True, metadata={"description": "By edition"})
    regions = fields.List(
        fields.Nested(PartSchema),
        required=True,
        metadata={"description": "By country (ISO 3166-1, ZZ where nobody knows); none where the site does not look"},
    )
    first_answers = fields.Nested(
        FirstAnswersSchema, required=True, metadata={"description": "How long it took until the banner was answered"}
    )
    categories = fields.List(fields.Nested(ShareSchema), required=True, metadata={"description": "By category"})
    counters = fields.List(fields.Nested(ShareSchema), required=True, metadata={"description": "By counter"})
    published = fields.List(
        fields.Nested(PublishedSchema), required=True, metadata={"description": "Editions that took effect meanwhile"}
    )


_QUERY = RatesQuery()


@blueprint.get("/rates")
@describe(
    "Rates",
    "Read the consent rates",
    query=RatesQuery,
    answers={200: Answer("The rates", RatesSchema)},
    refuses=(InvalidField,),
)
def rates(site: str) -> Response:
    """Return how visitors answered in a period and in the one before it, from the daily sums."""
    asked = _QUERY.load(request.args)
    return jsonify(_document(view_rates(asked_site(), _period(asked), _only(asked))))


def _period(asked: Mapping[str, date]) -> Period:
    last = asked.get("last", local_day(asked_site(), now()))
    first = asked.get("first", max(last, date.min + timedelta(LONGEST)) - timedelta(days=_USUAL - 1))
    period = Period(first, last)
    if not period.is_sound:
        raise InvalidField("from", f"A period has at most {LONGEST} days, and does not end before it begins.")
    return period


def _only(asked: Mapping[str, Any]) -> Only:
    return Only(**{dimension: str(asked[dimension]) for dimension in DIMENSIONS if dimension in asked})


def _document(viewed: Rates) -> dict[str, Any]:
    site, sums, before = viewed.site, viewed.sums, viewed.period.before()
    return {
        "timezone": site.timezone,
        "period": {**_span(viewed.period), **_counts(answers(sums)), "robots": _robots(viewed, sums)},
        "before": {
            **_span(before),
            **_counts(answers(viewed.before)),
            "robots": _robots(viewed, viewed.before),
        },
        "days": [{"day": day.isoformat(), **_counts(each)} for day, each in viewed.days.items()],
        "languages": _parts(viewed, "language"),
        "devices": _parts(viewed, "device"),
        "editions": _parts(viewed, "edition"),
        "regions": _parts(viewed, "region"),
        "first_answers": _first_answers(first_answers(sums)),
        "categories": _shares(viewed, "category", site.optional_categories()),
        "counters": _shares(viewed, "counter", site.optional_counters()),
        "published": [
            {"number": edition.number, "effective": edition.effective.isoformat()}
            for edition in viewed.editions
            if edition.effective in viewed.days
        ],
    }


def _robots(viewed: Rates, sums: Sums) -> int | None:
    return None if viewed.only else answers(sums, ROBOT).asked


def _span(period: Period) -> dict[str, str]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def _parts(viewed: Rates, dimension: str) -> list[dict[str, Any]]:
    return [
        {"value": value, **_counts(answers(viewed.sums, dimension, value))} for value in values(viewed.sums, dimension)
    ]


def _counts(each: Answers) -> dict[str, int]:
    return {
        "asked": each.asked,
        "answered": each.answered,
        "accepted": each.accepted,
        "refused": each.refused,
        "chosen": each.chosen,
        "unanswered": each.unanswered,
        "withdrawn": each.withdrawn,
    }


def _first_answers(told: FirstAnswers) -> dict[str, Any]:
    return {
        "answers": told.answers,
        "median": told.median,
        "times": [
            {
                "from": took.begins,
                "below": took.below,
                "answers": took.answers,
                "accepted": took.accepted,
                "refused": took.refused,
                "chosen": took.chosen,
            }
            for took in told.times
        ],
    }


def _shares(viewed: Rates, dimension: str, names: Iterable[str]) -> list[dict[str, Any]]:
    return [_share(each, granted(viewed.sums, dimension, each)) for each in names]


def _share(name: str, share: Share) -> dict[str, Any]:
    low, high = share.interval or (None, None)
    return {"id": name, "granted": share.part, "answers": share.whole, "rate": share.rate, "low": low, "high": high}
