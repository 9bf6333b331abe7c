"""The keys that seals and receipts are signed with: their public parts for everybody, retired keys included."""

from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, jsonify

from app.signing.keyring import Keyring, read_keys

blueprint = Blueprint("keys", __name__)

_NAME = "kelisim.keys"


def set_keys(app: Flask, path: Path) -> None:
    """Tell an application where the file of its keys is."""
    app.extensions[_NAME] = path


def keyring() -> Keyring:
    """Return the keys as they are now: a rotation needs no restart. Raises UnusableKeys."""
    path: Path = current_app.extensions[_NAME]
    return read_keys(path)


@blueprint.get("/keys")
def keys() -> Response:
    """Return a JSON Web Key Set (RFC 7517)."""
    response = jsonify(keyring().public())
    response.mimetype = "application/jwk-set+json"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
