"""A key opens with its own secret only, until it is revoked."""

import hmac
from dataclasses import replace

import pytest

from app.domain.api_key import Scope, new_key, read_key
from app.domain.ids import SiteId
from tests.makers import NOW

KEY, TOLD = new_key(SiteId("cap"), "shop", {Scope.READ}, NOW)


def _secret(told: str) -> str:
    found = read_key(told)
    assert found is not None
    return found[1]


def test_a_key_opens_with_its_secret_only() -> None:
    _, other = new_key(SiteId("cap"), "shop", {Scope.READ}, NOW)
    assert KEY.opens_with(_secret(TOLD))
    assert not KEY.opens_with(_secret(other))


def test_hashes_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many bytes each time, by the one comparison that is made for it; also of a key that is revoked."""
    compared: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return True

    monkeypatch.setattr(hmac, "compare_digest", compare)
    assert KEY.opens_with("x")
    assert not replace(KEY, revoked_at=NOW).opens_with("x" * 99)
    assert [one for one, _ in compared] == [KEY.hash] * 2
    assert {len(other) for _, other in compared} == {32}


def test_a_revoked_key_opens_nothing() -> None:
    assert not replace(KEY, revoked_at=NOW).opens_with(_secret(TOLD))


def test_a_key_is_told_with_its_id() -> None:
    found = read_key(TOLD)
    assert found is not None
    assert found[0] == KEY.id
    assert KEY.actor == f"key:{KEY.id}"


@pytest.mark.parametrize(
    "told",
    ["", "klsm_", TOLD[:-1], f"{TOLD}A", TOLD.upper(), f" {TOLD}", f"{TOLD}\n"],
    ids=["nothing", "beginning", "too short", "too long", "in capitals", "behind a blank", "before a line's end"],
)
def test_what_looks_otherwise_is_no_key(told: str) -> None:
    assert read_key(told) is None
