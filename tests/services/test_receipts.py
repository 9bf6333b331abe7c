"""A receipt whose parts do not fit each other is not genuine, whoever signed it."""

from typing import Any

import pytest

from app.domain.leaf import leaf_of
from app.services.issue_receipt import issue_receipt
from app.services.verify_receipt import BadReceipt, verify_receipt
from app.signing.signature import sign_beside
from tests.makers import NOW, a_record_id, a_site
from tests.services.books import HOUR, RING, record, seal, visitor

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def receipt() -> dict[str, Any]:
    """The receipt of one of three sealed records."""
    for number in range(3):
        record(number)
    seal()
    return issue_receipt(RING, a_site(), visitor(1), a_record_id(1), NOW + HOUR)


def _verify(receipt: dict[str, Any]) -> None:
    unsigned = {name: value for name, value in receipt.items() if name != "signature"}
    verify_receipt(RING, unsigned | {"signature": sign_beside(RING, unsigned)})


def test_signed_anew_it_is_genuine(receipt: dict[str, Any]) -> None:
    _verify(receipt)


def test_a_content_without_its_leaf_is_refused(receipt: dict[str, Any]) -> None:
    receipt["book"]["content"]["grants"] = ["necessary"]
    with pytest.raises(BadReceipt, match="leaf"):
        _verify(receipt)


def test_a_leaf_without_a_place_in_the_seal_is_refused(receipt: dict[str, Any]) -> None:
    content = receipt["book"]["content"] | {"grants": ["necessary"]}
    receipt["book"] |= {"content": content, "leaf": leaf_of(content).hex()}
    with pytest.raises(BadReceipt, match="not in the seal"):
        _verify(receipt)


def test_another_record_in_words_is_refused(receipt: dict[str, Any]) -> None:
    receipt["record_id"] = a_record_id(2)
    with pytest.raises(BadReceipt, match="another record"):
        _verify(receipt)


def test_other_texts_than_those_of_the_hash_are_refused(receipt: dict[str, Any]) -> None:
    receipt["shown"]["policy"] = "https://elsewhere.example"
    with pytest.raises(BadReceipt, match="shown"):
        _verify(receipt)


def test_a_receipt_issued_before_its_key_was_made_is_refused(receipt: dict[str, Any]) -> None:
    receipt["issued_at"] = "2001-01-01T00:00:00Z"
    with pytest.raises(BadReceipt, match="time"):
        _verify(receipt)


@pytest.mark.parametrize("document", [None, 7, [], {}, {"signature": 1}, {"signature": "a..b"}])
def test_what_is_no_receipt_is_refused(document: object) -> None:
    with pytest.raises(BadReceipt):
        verify_receipt(RING, document)
