"""A page's address loses what its visitor typed into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.page import page_to_keep, without_query


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://cap.kz/courses", "https://cap.kz/courses"),
        ("https://cap.kz/courses?email=a@b.kz", "https://cap.kz/courses"),
        ("https://cap.kz/courses#name", "https://cap.kz/courses"),
        ("https://name:secret@cap.kz/", "https://cap.kz/"),
        ("https://name:secret@cap.kz:8443/a?b#c", "https://cap.kz:8443/a"),
        ("HTTPS://CAP.kz/A", "https://cap.kz/A"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        ("http://[::1]/a", "http://[::1]/a"),
    ],
)
def test_only_the_place_of_a_page_is_kept(address: str, kept: str) -> None:
    assert without_query(address) == kept


@pytest.mark.parametrize(
    "address",
    [
        "",
        "cap.kz/courses",
        "/courses",
        "javascript:alert(1)",
        "data:text/html,a",
        "file:///etc/passwd",
        "about:blank",
        "https://",
        "https:///courses",
        "https://cap.kz:port/",
        "https://cap.kz:99999/",
        "https://[::1",
    ],
)
def test_what_is_no_page_is_not_kept(address: str) -> None:
    assert without_query(address) is None


@given(st.text(), st.text())
def test_no_query_and_no_fragment_survives(query: str, fragment: str) -> None:
    kept = without_query(f"https://cap.kz/courses?{query}#{fragment}")
    assert kept in {"https://cap.kz/courses", None}


@given(st.text())
def test_any_text_is_a_page_or_nothing(text: str) -> None:
    kept = without_query(text)
    assert kept is None or kept.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://cap.kz/courses?a=b", "https://cap.kz/courses"),
        ("https://cap.kz/" + "a" * 2048, "https://cap.kz/"),
        (f"https://{'a' * 2048}.kz/", None),
        ("javascript:alert(1)", None),
        ("https://cap.kz/\u202e", None),
    ],
)
def test_a_page_is_kept_as_far_as_it_can_be(address: str, kept: str | None) -> None:
    assert page_to_keep(address) == kept
