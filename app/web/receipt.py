"""The signed receipt of one consent record."""

from flask import Blueprint, Response, jsonify
from marshmallow import Schema

from app.domain.errors import InvalidField, UnknownRecord, UnusableKeys
from app.domain.ids import RecordId
from app.services.issue_receipt import issue_receipt
from app.web.clock import now
from app.web.described import Answer, describe
from app.web.fields import Record
from app.web.guards import asked_site
from app.web.keys import keyring
from app.web.private import keep_private
from app.web.reading import note_if_by_key
from app.web.visitor import visitor_id

blueprint = Blueprint("receipt", __name__)
keep_private(blueprint)


class ReceiptAddress(Schema):
    """Which record's receipt is asked for."""

    record = Record(required=True)


_ADDRESS = ReceiptAddress()


@blueprint.get("/visitors/<visitor>/records/<record>")
@describe(
    "Proof",
    "Read a receipt",
    answers={200: Answer("The receipt", {"$ref": "#/components/schemas/Receipt"})},
    refuses=(InvalidField, UnknownRecord, UnusableKeys),
)
def receipt(site: str, visitor: str, record: str) -> Response:
    """Return the receipt of one of a visitor's records."""
    moment = now()
    identity = RecordId(_ADDRESS.load({"record": record})["record"])
    known = visitor_id(visitor)
    issued = issue_receipt(keyring(), asked_site(), known, identity, moment)
    note_if_by_key(known, 1)
    return jsonify(issued)
