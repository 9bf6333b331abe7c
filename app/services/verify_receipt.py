"""Verify receipts: with the public keys alone, without the book and without a network."""

from collections.abc import Mapping
from typing import Any

from app.domain.banner import fingerprint_of
from app.domain.leaf import hash_subject, leaf_of
from app.domain.merkle import root_along
from app.domain.moment import read
from app.domain.seal import Seal, seal_of
from app.signing.keyring import Keyring
from app.signing.signature import BadSignature, check_beside, check_time, opened


class BadReceipt(Exception):
    """A receipt does not show what it says, with a sentence that says why."""


def verify_receipt(keyring: Keyring, document: Any) -> Seal | None:
    """Return the seal that holds the record of a receipt, None where it was issued before sealing.

    Raises BadReceipt.
    """
    try:
        _check_signature(keyring, dict(document), "issued_at")
        _check_content(document)
        return _check_seal(keyring, document["book"])
    except BadSignature as error:
        raise BadReceipt(str(error)) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadReceipt("This is not a receipt, or parts of it are missing.") from error


def _check_signature(keyring: Keyring, document: dict[str, Any], moment: str) -> None:
    signature = document.pop("signature")
    key = check_beside(keyring, document, signature)
    check_time(key, read(document[moment]))


def _check_content(document: Mapping[str, Any]) -> None:
    """Look whether the record in words is the one that the book holds as a hash."""
    content, subject = document["book"]["content"], document["book"]["subject"]
    if hash_subject(subject).hex() != content["subject"] or leaf_of(content).hex() != document["book"]["leaf"]:
        raise BadReceipt("Its content does not give the leaf that it names.")
    if (content["id"], subject["visitor"]) != (document["record_id"], document["pii_principal_id"]):
        raise BadReceipt("It speaks of another record than the one in the book.")
    notice = document["pii_processing"]["privacy_notice"]
    if fingerprint_of(document["shown"]) != notice["sha256"]:
        raise BadReceipt("What it says was shown is not what it gives the hash of.")


def _check_seal(keyring: Keyring, book: Mapping[str, Any]) -> Seal | None:
    place = book["seal"]
    if place is None:
        return None
    signed = opened(keyring, place["signed"])
    seal = seal_of(signed.content)
    check_time(signed.key, seal.closed_at)
    path = [bytes.fromhex(step) for step in place["path"]]
    if root_along(path, bytes.fromhex(book["leaf"]), place["position"], seal.size) != seal.root:
        raise BadReceipt("Its record is not in the seal that it names.")
    return seal


def verify_end(keyring: Keyring, document: Mapping[str, Any]) -> int:
    """Return how many receipts the export of a visitor has, from its signed last line; raise BadReceipt."""
    try:
        _check_signature(keyring, dict(document), "written_at")
        return int(document["records"])
    except BadSignature as error:
        raise BadReceipt(str(error)) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadReceipt("Parts of the last line of an export are missing.") from error
