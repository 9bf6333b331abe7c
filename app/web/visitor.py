"""What is kept of one visitor: her standing, her history, and the way to erase it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from flask import Blueprint, Response, jsonify, request, url_for
from marshmallow import Schema, ValidationError, fields, validate

from app.domain.access import Occasion
from app.domain.errors import InvalidField
from app.domain.ids import RecordId, VisitorId, is_visitor_id
from app.domain.named import read_named
from app.services.erase_visitor import erase_visitor
from app.services.read_history import Place, read_history
from app.services.read_standing import read_standing
from app.web.clock import now
from app.web.described import UNCHANGED, Answer, describe
from app.web.fields import NamedVisitor, Record, meaning
from app.web.guards import actor, asked_site
from app.web.limits import limit_writes
from app.web.private import keep_private, revalidated
from app.web.reading import note_if_by_key
from app.web.record import HistorySchema, record_document
from app.web.standing import StandingSchema, standing_document

blueprint = Blueprint("visitor", __name__)
limit_writes(blueprint)
keep_private(blueprint)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NamedAddress(Schema):
    """Whose standing is asked for."""

    visitor = NamedVisitor(required=True, metadata=meaning("Her id, or all of her cookie", "q3ZzT1yJTe2xq0u7p0m3Yw"))


@blueprint.get("/visitors/<visitor>")
@describe(
    "Visitors",
    "Read the standing",
    address=NamedAddress,
    answers={200: Answer("Her standing", StandingSchema, headers=("ETag",)), **UNCHANGED},
    refuses=(InvalidField,),
)
def standing(site: str, visitor: str) -> Response:
    """Return what holds for a visitor, named by id or by cookie; one who is not known is denied everything optional."""
    named = read_named(visitor)
    if named is None:
        raise InvalidField("visitor", "A visitor is named by 22 characters of base64url, or by all of her cookie.")
    found = read_standing(asked_site(), named.visitor, now(), named.cookie)
    return revalidated(jsonify(standing_document(named.visitor, found)))


@blueprint.delete("/visitors/<visitor>")
@describe(
    "Visitors", "Erase a visitor", answers={204: Answer("Nothing is left that names her")}, refuses=(InvalidField,)
)
def erase(site: str, visitor: str) -> tuple[str, int]:
    """Erase a visitor; 204 whether she was known or not."""
    erase_visitor(asked_site(), visitor_id(visitor), Occasion(actor(), now()))
    return "", 204


class PlaceField(fields.String):
    """Where a page of records begins: microseconds since 1970 and a record's id, joined by a dot."""

    described: ClassVar[Mapping[str, Any]] = {"pattern": rf"^[0-9]{{1,16}}\.{Record.form.pattern}$"}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        microseconds, _, record = super()._deserialize(value, attr, data, **more).partition(".")
        if not (microseconds.isascii() and microseconds.isdecimal() and len(microseconds) <= 16):  # noqa: PLR2004 - up to the year 2286
            raise ValidationError("Take the address in `next` as it is.")
        moment = _EPOCH + timedelta(microseconds=int(microseconds))
        return Place(moment, RecordId(Record().deserialize(record)))


def written_place(place: Place) -> str:
    """Return a place as PlaceField reads it."""
    return f"{(place.recorded_at - _EPOCH) // timedelta(microseconds=1)}.{place.record}"


class HistoryQuery(Schema):
    """Which page of a visitor's records is asked for."""

    limit = fields.Integer(
        load_default=50,
        validate=validate.Range(1, 200, error="Write a whole number from {min} to {max}."),
        metadata=meaning("How many at most", 50),
    )
    after = PlaceField(metadata={"description": "Where the page begins, as `next` says"})


_QUERY = HistoryQuery()


@blueprint.get("/visitors/<visitor>/records")
@describe(
    "Visitors",
    "Read the history",
    query=HistoryQuery,
    answers={200: Answer("A page of her records", HistorySchema)},
    refuses=(InvalidField,),
)
def records(site: str, visitor: str) -> Response:
    """Return a visitor's records, newest first; `next` is the address of the next page, or null."""
    query = _QUERY.load(request.args)
    known = visitor_id(visitor)
    history = read_history(asked_site(), known, query.get("after"), query["limit"])
    note_if_by_key(known, len(history.records))
    following = None
    if history.next is not None:
        after = written_place(history.next)
        following = url_for(".records", site=site, visitor=visitor, limit=query["limit"], after=after)
    return jsonify({"records": [record_document(record) for record in history.records], "next": following})


def visitor_id(text: str) -> VisitorId:
    """Return the visitor's id in an address; raise InvalidField where it is none."""
    if not is_visitor_id(text):
        raise InvalidField("visitor", "A visitor's id is 22 characters of base64url.")
    return VisitorId(text)
