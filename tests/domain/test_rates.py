"""Rates: shares of those who answered, with their intervals; where nobody answered there is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rates import Answers, Period, Share, answers, granted, values

_SUMS = {
    ("all", "", "asked"): 10,
    ("all", "", "accepted"): 4,
    ("all", "", "refused"): 2,
    ("all", "3", "chosen"): 1,
    ("all", "", "withdrawn"): 1,
    ("device", "phone", "asked"): 6,
    ("device", "phone", "accepted"): 4,
    ("device", "computer", "asked"): 9,
    ("device", "tablet", "asked"): 9,
    ("category", "analytics", "granted"): 5,
    ("category", "analytics", "denied"): 3,
}


def test_answers_are_counted_by_what_they_were() -> None:
    assert answers(_SUMS) == Answers(asked=10, accepted=4, refused=2, chosen=1, withdrawn=1)
    assert answers(_SUMS, "device", "phone").accepted == 4
    assert answers({}) == Answers(0, 0, 0, 0, 0)


def test_who_withdraws_has_answered_before() -> None:
    assert answers(_SUMS).answered == 7
    assert answers(_SUMS).unanswered == 3
    assert answers(_SUMS).left == Share(3, 10)


def test_an_answer_without_a_showing_leaves_nobody_unanswered() -> None:
    assert Answers(asked=1, accepted=3, refused=0, chosen=0, withdrawn=0).unanswered == 0


def test_a_share_is_of_those_who_answered() -> None:
    assert answers(_SUMS).of_answered(4) == Share(4, 7)
    assert granted(_SUMS, "category", "analytics") == Share(5, 8)


def test_nobody_asked_is_not_0_percent() -> None:
    assert Share(0, 0).rate is None
    assert Share(0, 0).interval is None
    assert Share(0, 5).rate == 0


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [(Share(1, 10), 0.0179, 0.4042), (Share(81, 263), 0.2553, 0.3662), (Share(0, 20), 0.0, 0.1611)],
)
def test_intervals_are_those_of_wilson(share: Share, low: float, high: float) -> None:
    """The second is an example of Newcombe, Statistics in Medicine 17 (1998), table I."""
    assert share.interval == pytest.approx((low, high), abs=0.0001)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_lies_in_its_interval(part: int, more: int) -> None:
    share = Share(part, part + more)
    assert share.rate is not None
    assert share.interval is not None
    low, high = share.interval
    assert 0 <= low <= share.rate <= high <= 1


def test_values_come_with_the_most_frequent_first() -> None:
    assert values(_SUMS, "device") == ("phone", "computer", "tablet")


def test_the_period_before_is_as_long_and_ends_where_this_one_begins() -> None:
    period = Period(date(2026, 3, 1), date(2026, 3, 30))
    assert period.days == 30
    assert period.before() == Period(date(2026, 1, 30), date(2026, 2, 28))
    assert period.before().days == 30
