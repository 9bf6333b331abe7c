"""The keys that seals and receipts are signed with: their public parts for everybody, retired keys included."""

from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, jsonify
from marshmallow import Schema, fields, validate

from app.domain.errors import UnusableKeys
from app.signing.keyring import ALGORITHM, Keyring, read_keys
from app.web.described import Answer, describe
from app.web.fields import meaning

blueprint = Blueprint("keys", __name__)

_NAME = "kelisim.keys"


def set_keys(app: Flask, path: Path) -> None:
    """Tell an application where the file of its keys is."""
    app.extensions[_NAME] = path


def keyring() -> Keyring:
    """Return the keys as they are now: a rotation needs no restart. Raises UnusableKeys."""
    path: Path = current_app.extensions[_NAME]
    return read_keys(path)


class KeySchema(Schema):
    """A public key (RFC 8037)."""

    kty = fields.String(required=True, validate=validate.Equal("OKP"), metadata=meaning("A kind of RFC 8037", "OKP"))
    crv = fields.String(required=True, validate=validate.Equal(ALGORITHM), metadata=meaning("The curve", ALGORITHM))
    x = fields.String(
        required=True, metadata=meaning("The key in base64url", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    )
    kid = fields.String(
        required=True, metadata=meaning("Its thumbprint (RFC 7638)", "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
    )
    use = fields.String(required=True, validate=validate.Equal("sig"), metadata=meaning("It signs", "sig"))
    alg = fields.String(required=True, validate=validate.Equal(ALGORITHM), metadata=meaning("RFC 9864", ALGORITHM))
    iat = fields.Integer(required=True, metadata=meaning("Since when it signs, in Unix seconds", 1795241400))
    exp = fields.Integer(metadata=meaning("When it was retired, in Unix seconds", 1826777400))


class KeySetSchema(Schema):
    """A JSON Web Key Set (RFC 7517)."""

    keys = fields.List(fields.Nested(KeySchema), required=True, metadata={"description": "Oldest first"})


@blueprint.get("/keys")
@describe(
    "Proof",
    "Read the public keys",
    answers={200: Answer("All keys, retired ones too", KeySetSchema, "application/jwk-set+json")},
    refuses=(UnusableKeys,),
)
def keys() -> Response:
    """Return a JSON Web Key Set (RFC 7517)."""
    response = jsonify(keyring().public())
    response.mimetype = "application/jwk-set+json"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
