"""What holds for many visitors, for a site's server."""

from flask import Blueprint, Response, jsonify
from marshmallow import Schema, fields, validate

from app.domain.access import Occasion
from app.services.read_standings import read_standings
from app.web.clock import now
from app.web.described import Answer, describe
from app.web.fields import NamedVisitor, meaning
from app.web.guards import actor, asked_site
from app.web.private import keep_private
from app.web.requests import json_body
from app.web.standing import StandingSchema, standing_document

blueprint = Blueprint("standings", __name__)
keep_private(blueprint)

_AT_MOST = 500


class AskedSchema(Schema):
    """Whose standings are asked for."""

    visitors = fields.List(
        NamedVisitor(),
        required=True,
        metadata=meaning(
            "Each by id or by all of her cookie", ["q3ZzT1yJTe2xq0u7p0m3Yw", "1.-.3.1795241400.necessary"]
        ),
        validate=validate.Length(1, _AT_MOST, error=f"Name from 1 to {_AT_MOST} visitors."),
    )


_ASKED = AskedSchema()


class StandingsSchema(Schema):
    """What holds for each visitor who was asked for."""

    standings = fields.List(
        fields.Nested(StandingSchema), required=True, metadata={"description": "In the order of the question"}
    )


@blueprint.post("/standings")
@describe(
    "Visitors",
    "Read many standings",
    takes=AskedSchema,
    answers={200: Answer("Their standings", StandingsSchema)},
)
def standings(site: str) -> Response:
    """Return what holds for each of the visitors, in the order in which they were named."""
    named = _ASKED.load(json_body())["visitors"]
    found = read_standings(asked_site(), named, Occasion(actor(), now()))
    documents = [standing_document(each.visitor, holds) for each, holds in zip(named, found, strict=True)]
    return jsonify({"standings": documents})
