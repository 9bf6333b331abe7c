"""A cookie that is told beside a visitor takes away what she has taken away, and gives nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cookie import write_cookie
from app.domain.ids import NECESSARY, NOBODY
from app.domain.named import Named, read_named
from app.domain.standing import Answer, Standing, Status, answer_of, standing, terms_of
from tests.domain.strategies import answers_at, moments
from tests.makers import ANALYTICS, METRICA, NOW, VISITOR, ZERO, a_record, a_site

KEPT = answer_of(a_record())
MOMENT = timedelta(seconds=1)


def _said(**other: Any) -> Answer:
    """Return what the cookie says that belongs to what is kept, but for what a test wants different."""
    return replace(replace(KEPT, record=None, decided_at=None), **other)


def _holds(kept: Answer | None, cookie: Answer | None) -> Standing:
    return standing(terms_of(a_site()), Named(VISITOR, cookie).answer(kept, NOW), NOW)


def _granted(found: Standing) -> set[str]:
    return {name for name, granted in (*found.categories.items(), *found.counters.items()) if granted}


_COOKIES = answers_at(a_site()) | answers_at(a_site()).map(lambda cookie: replace(cookie, visitor=NOBODY))


@given(kept=st.none() | answers_at(a_site()), cookie=_COOKIES, now=moments)
def test_no_cookie_gives_what_the_record_does_not(kept: Answer | None, cookie: Answer, now: datetime) -> None:
    terms = terms_of(a_site())
    told = standing(terms, Named(cookie.visitor, cookie).answer(kept, now), now)
    assert _granted(told) <= _granted(standing(terms, kept, now))


def test_the_cookie_of_the_record_changes_nothing() -> None:
    assert _holds(KEPT, _said()) == _holds(KEPT, None)


@pytest.mark.parametrize("later", [timedelta(0), MOMENT, timedelta(days=9)])
def test_what_she_took_away_since_is_denied_before_it_came(later: timedelta) -> None:
    found = _holds(KEPT, _said(at=KEPT.at + later, grants=(NECESSARY, ANALYTICS, ZERO)))
    assert _granted(found) == {NECESSARY, "own-session", ANALYTICS, ZERO}
    assert found.answer is not None
    assert (found.answer.at, found.answer.record) == (KEPT.at, None)


def test_a_refusal_that_has_not_come_yet_is_one() -> None:
    found = _holds(KEPT, _said(at=KEPT.at + MOMENT, grants=(NECESSARY,)))
    assert (found.status, found.ask) == (Status.REFUSED, False)


def test_a_cookie_keeps_no_fractions_of_a_second() -> None:
    kept = replace(KEPT, at=KEPT.at + timedelta(microseconds=999_999))
    assert METRICA not in _granted(_holds(kept, _said(grants=(NECESSARY,))))


def test_a_page_whose_clock_is_far_behind_takes_away_too() -> None:
    """Her first answer is believed to be 30 days old at most, her cookie says the year 2000 both times."""
    year_2000 = datetime(2000, 1, 1, tzinfo=UTC)
    kept = answer_of(a_record(decided_at=year_2000))
    assert kept.at == NOW - timedelta(days=30)
    assert METRICA not in _granted(_holds(kept, _said(at=year_2000 + MOMENT, grants=(NECESSARY,))))
    assert METRICA in _granted(_holds(kept, _said(at=year_2000 - MOMENT, grants=(NECESSARY,))))


def test_a_cookie_that_is_older_than_the_record_says_nothing() -> None:
    assert _holds(KEPT, _said(at=KEPT.at - MOMENT, grants=(NECESSARY,))) == _holds(KEPT, None)


def test_a_cookie_of_one_who_is_not_known_is_no_answer() -> None:
    assert _holds(None, _said()).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("cookie", "status"),
    [
        ("1.-.3.1795241400.necessary", Status.REFUSED),
        ("1.-.2.1795241400.necessary", Status.EXPIRED),  # the third edition asks again
        ("1.-.3.1700000000.necessary", Status.EXPIRED),
        ("1.-.3.1795241400.necessary~analytics", Status.UNKNOWN),  # nobody grants without an id
        ("1.-.3.1795241400.analytics", Status.UNKNOWN),
    ],
)
def test_a_cookie_without_an_id_is_what_it_is(cookie: str, status: Status) -> None:
    named = read_named(cookie)
    assert named is not None
    found = standing(terms_of(a_site()), named.answer(None, NOW), NOW)
    assert found.status is status
    assert _granted(found) == {NECESSARY, "own-session"}


def test_a_refusal_of_the_future_ends_as_one_of_today() -> None:
    named = read_named("1.-.3.99999999999.necessary")
    assert named is not None
    found = standing(terms_of(a_site()), named.answer(None, NOW), NOW)
    assert found.expires_at == NOW + timedelta(days=180)


def test_a_visitor_is_named_by_her_id_or_her_cookie_and_nothing_else() -> None:
    assert read_named(VISITOR) == Named(VISITOR)
    assert read_named(write_cookie(KEPT)) == Named(VISITOR, _said())
    assert [read_named(text) for text in ("", NOBODY, VISITOR[1:], f"{write_cookie(KEPT)}~", "1..3.1.necessary")] == [
        None
    ] * 5
