"""How long first answers took, in classes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.first_answer import BOUNDS, class_of, first_answers
from app.domain.rates import Share

_SUMS = {
    ("all", "", "accepted"): 100,  # whose page did not tell
    ("all", "1", "accepted"): 2,
    ("all", "3", "accepted"): 3,
    ("all", "3", "refused"): 4,
    ("all", "5", "chosen"): 1,
    ("all", "5", "withdrawn"): 9,  # no answer to a banner
}


@pytest.mark.parametrize(
    ("seconds", "named"),
    [(None, ""), (0, "0"), (1, "1"), (4, "3"), (5, "5"), (59, "20"), (60, "60"), (10**9, "60")],
)
def test_a_time_belongs_to_a_class(seconds: int | None, named: str) -> None:
    assert class_of(seconds) == named


@given(st.integers(0, 10**6))
def test_a_class_holds_its_times(seconds: int) -> None:
    found = {took.begins: took for took in first_answers({}).times}[int(class_of(seconds))]
    assert found.begins <= seconds
    assert found.below is None or seconds < found.below


def test_answers_are_told_by_class() -> None:
    told = first_answers(_SUMS)
    took = told.times[BOUNDS.index(3)]
    assert (took.begins, took.below, took.accepted, took.refused, took.chosen) == (3, 5, 3, 4, 0)
    assert told.answers == 10
    assert told.share(took) == Share(7, 10)


def test_half_of_them_came_within_the_median() -> None:
    assert first_answers(_SUMS).median == pytest.approx(3 + 2 * 3 / 7)
    assert first_answers({("all", "0", "refused"): 8}).median == 0.5


def test_whoever_takes_very_long_took_as_long_as_is_told_apart() -> None:
    assert first_answers({("all", "60", "chosen"): 5}).median == 60


def test_no_answers_have_no_median() -> None:
    assert first_answers({("all", "", "accepted"): 5}).median is None
