"""What came of comparing banners, for a site's server: the numbers and the verdict that the console shows."""

from typing import Any

from flask import Blueprint, Response, jsonify
from marshmallow import Schema, fields

from app.domain.errors import UnknownComparison
from app.domain.verdict import Gap, Verdict
from app.services.view_comparison import Answered, Result, find_result, view_comparison
from app.web.described import Answer, describe
from app.web.fields import meaning
from app.web.guards import asked_site
from app.web.private import keep_private

blueprint = Blueprint("comparisons", __name__)
keep_private(blueprint)

_LETTER = meaning("Its letter; `a` is the site's own", "b")


class ComparisonSchema(Schema):
    """A comparison of banners, and what it came to so far."""

    id = fields.String(required=True, metadata=meaning("Its name: of looks, texts and weights", "5c1f0a9e"))
    running = fields.Boolean(
        required=True, metadata=meaning("Whether visitors are shown these banners now", example=True)
    )
    first = fields.Date(
        required=True,
        allow_none=True,
        data_key="from",
        metadata=meaning("The first day, by the site's clocks; null where nobody was shown anything yet", "2026-10-23"),
    )
    last = fields.Date(
        required=True, allow_none=True, data_key="to", metadata=meaning("The last day so far", "2026-11-21")
    )
    verdict = fields.Enum(
        Verdict,
        by_value=True,
        required=True,
        metadata=meaning(
            "`few`: too few answers to say anything; `none`: no difference seen yet; `some`: some differ, and none is "
            "ahead of all; `leader`: one is answered more often than each of the others",
            "leader",
        ),
    )
    leader = fields.String(
        required=True,
        allow_none=True,
        metadata=meaning("The letter of the one that is ahead of all; null without", "b"),
    )


class VariantSchema(Schema):
    """One of the banners, and how it is answered."""

    variant = fields.String(required=True, metadata=_LETTER)
    banner = fields.String(
        required=True, metadata=meaning("The newest banner revision under which it was shown", "a1f0b2c3d4e5")
    )
    asked = fields.Integer(required=True, metadata=meaning("Showings", 1200))
    answered = fields.Integer(required=True, metadata=meaning("Accepted, refused or chosen", 840))
    granted = fields.Integer(required=True, metadata=meaning("Allowed something: accepted or chosen", 520))
    accepted = fields.Integer(required=True, metadata=meaning("Allowed all", 400))
    refused = fields.Integer(required=True, metadata=meaning("Allowed nothing optional", 320))
    chosen = fields.Integer(required=True, metadata=meaning("Allowed some", 120))
    rate = fields.Float(
        required=True, allow_none=True, metadata=meaning("The answered share of showings; null without showings", 0.7)
    )


class DifferenceSchema(Schema):
    """By how much one banner is answered more often than another."""

    one = fields.String(required=True, metadata=_LETTER)
    other = fields.String(required=True, metadata=meaning("The letter of the other", "a"))
    low = fields.Float(
        required=True,
        allow_none=True,
        metadata=meaning(
            "At least so much, in shares of showings; below 0 the other may be ahead. Null where there are too few "
            "answers. With 95 % confidence all intervals hold together, on all days on which one looks",
            0.021,
        ),
    )
    high = fields.Float(required=True, allow_none=True, metadata=meaning("At most so much", 0.098))
    more = fields.String(
        required=True,
        allow_none=True,
        metadata=meaning("Which is answered more often; null while none is seen to", "b"),
    )


class ResultSchema(ComparisonSchema):
    """A comparison with all that was counted."""

    timezone = fields.String(required=True, metadata=meaning("Whose days are counted", "Asia/Almaty"))
    split_as_promised = fields.Boolean(
        required=True,
        metadata=meaning(
            "False: showings were not split by the weights, and no difference is to be believed", example=True
        ),
    )
    variants = fields.List(
        fields.Nested(VariantSchema), required=True, metadata={"description": "The banners, by letter"}
    )
    differences = fields.List(
        fields.Nested(DifferenceSchema), required=True, metadata={"description": "Every two of them"}
    )


class ComparisonsSchema(Schema):
    """The comparisons of a site."""

    comparisons = fields.List(
        fields.Nested(ComparisonSchema),
        required=True,
        metadata={"description": "The running one first, then the earlier ones, the last first"},
    )


@blueprint.get("/comparisons")
@describe("Rates", "List the comparisons of banners", answers={200: Answer("All comparisons", ComparisonsSchema)})
def comparisons(site: str) -> Response:
    """Return what the site compares and what it compared before, each with its verdict, from the daily sums."""
    results = view_comparison(asked_site())
    running = [] if results.now is None else [_summary(results.now, is_running=True)]
    return jsonify(comparisons=[*running, *(_summary(each, is_running=False) for each in results.before)])


@blueprint.get("/comparisons/<comparison>")
@describe(
    "Rates",
    "Read what a comparison came to",
    answers={200: Answer("The result", ResultSchema)},
    refuses=(UnknownComparison,),
)
def comparison(site: str, comparison: str) -> Response:
    """Return how each of the banners was answered, by how much they differ, and the verdict."""
    result, is_running = find_result(asked_site(), comparison)
    return jsonify(
        {
            **_summary(result, is_running=is_running),
            "timezone": asked_site().timezone,
            "split_as_promised": result.is_split_as_promised,
            "variants": [_variant(each) for each in result.banners],
            "differences": [_difference(each) for each in result.gaps],
        }
    )


def _summary(result: Result, *, is_running: bool) -> dict[str, Any]:
    return {
        "id": result.id,
        "running": is_running,
        "from": None if result.first is None else result.first.isoformat(),
        "to": None if result.last is None else result.last.isoformat(),
        "verdict": result.verdict,
        "leader": result.leader,
    }


def _variant(each: Answered) -> dict[str, Any]:
    counted = each.answers
    return {
        "variant": each.letter,
        "banner": each.revision,
        "asked": counted.asked,
        "answered": counted.answered,
        "granted": counted.accepted + counted.chosen,
        "accepted": counted.accepted,
        "refused": counted.refused,
        "chosen": counted.chosen,
        "rate": each.share.rate,
    }


def _difference(gap: Gap) -> dict[str, Any]:
    low, high = gap.interval or (None, None)
    return {"one": gap.one, "other": gap.other, "low": low, "high": high, "more": gap.more}
