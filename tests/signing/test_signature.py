"""A signature holds for what was signed, by whom, and while that key signed."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.domain.errors import UnusableKeys
from app.signing.keyring import Keyring
from app.signing.signature import BadSignature, check_beside, check_time, opened, sign, sign_beside
from tests.makers import NOW

_RING = Keyring(()).rotated(NOW)
_LATER = NOW + timedelta(days=30)
_CONTENT: dict[str, Any] = {"seal": 1, "я": [True, None]}


def test_what_was_signed_is_opened_by_the_public_key() -> None:
    signed = opened(Keyring.of(_RING.public()), sign(_RING, _CONTENT))
    assert signed.content == _CONTENT
    assert signed.key.id == _RING.keys[0].id


def test_a_retired_key_still_opens_what_it_signed() -> None:
    assert opened(_RING.rotated(_LATER), sign(_RING, _CONTENT)).content == _CONTENT


def test_a_stranger_opens_nothing() -> None:
    with pytest.raises(BadSignature, match="not among the known"):
        opened(Keyring(()).rotated(NOW), sign(_RING, _CONTENT))


@pytest.mark.parametrize("signed", ["", "a.b.c", "..", "eyJhbGciOiJFZDI1NTE5In0.e30.AA", "ключ"])
def test_what_is_not_signed_is_refused(signed: str) -> None:
    with pytest.raises(BadSignature):
        opened(_RING, signed)


def test_another_content_under_a_signature_is_refused() -> None:
    one, other = sign(_RING, _CONTENT).split("."), sign(_RING, {"seal": 2}).split(".")
    with pytest.raises(BadSignature, match="does not fit"):
        opened(_RING, f"{one[0]}.{other[1]}.{one[2]}")


def test_a_ring_without_secrets_signs_nothing() -> None:
    with pytest.raises(UnusableKeys, match="kelisim signing rotate"):
        sign(Keyring.of(_RING.public()), _CONTENT)


def test_a_signature_beside_a_document_holds_for_it_alone() -> None:
    signature = sign_beside(_RING, _CONTENT)
    assert check_beside(_RING, _CONTENT, signature).id == _RING.keys[0].id
    with pytest.raises(BadSignature):
        check_beside(_RING, {**_CONTENT, "seal": 2}, signature)


@pytest.mark.parametrize("moment", [NOW, NOW + timedelta(days=1), _LATER])
def test_a_key_signs_from_its_making_to_its_retirement(moment: datetime) -> None:
    check_time(_RING.rotated(_LATER).keys[0], moment)


@pytest.mark.parametrize("moment", [NOW - timedelta(seconds=1), _LATER + timedelta(seconds=1)])
def test_a_key_signs_at_no_other_time(moment: datetime) -> None:
    with pytest.raises(BadSignature, match="time"):
        check_time(_RING.rotated(_LATER).keys[0], moment)
