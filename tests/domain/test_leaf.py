"""A leaf stands for all of a record, and tells nothing of whom it is about."""

from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical
from app.domain.leaf import (
    CONTENT,
    MEMBERS,
    SUBJECT,
    content_of,
    hash_subject,
    hash_subject_parts,
    leaf_of,
    leaf_of_parts,
)
from tests.makers import NOW

_ROW: dict[str, Any] = dict.fromkeys((*CONTENT, *SUBJECT), "x") | {"recorded_at": NOW, "nonce": "n"}


def _leaf(row: dict[str, Any]) -> bytes:
    return leaf_of(content_of(row, hash_subject(row)))


@pytest.mark.parametrize("name", [*CONTENT, *SUBJECT])
def test_a_change_of_any_part_changes_the_leaf(name: str) -> None:
    assert _leaf(_ROW | {name: "y"}) != _leaf(_ROW)


def test_a_leaf_does_not_depend_on_the_zone_of_a_moment() -> None:
    assert _leaf(_ROW | {"recorded_at": NOW.astimezone(timezone(timedelta(hours=5)))}) == _leaf(_ROW)


def test_the_content_names_nobody() -> None:
    content = content_of(_ROW | {"visitor": "somebody", "page": "somewhere", "nonce": "secret"}, b"")
    assert {"somebody", "somewhere", "secret"}.isdisjoint(map(str, content.values()))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=14, max_size=14))
def test_from_parts_it_is_the_same(texts: list[str]) -> None:
    content = dict(zip(CONTENT, texts, strict=True)) | {"subject": "00"}
    assert leaf_of_parts(tuple(canonical(content[name]).decode() for name in MEMBERS)) == leaf_of(content)


@given(*[st.none() | st.text(st.characters(exclude_categories=["Cs"]))] * 3)
def test_a_subject_from_parts_is_the_same(visitor: str | None, page: str | None, nonce: str | None) -> None:
    parts = (canonical(value).decode() for value in (visitor, page, nonce))
    assert hash_subject_parts(*parts) == hash_subject({"visitor": visitor, "page": page, "nonce": nonce}).hex()
