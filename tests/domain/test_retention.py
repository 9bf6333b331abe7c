"""A record is kept as long as its site says, and as long as its answer can hold."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.retention import kept_since
from tests.makers import NOW, a_site


def test_records_are_kept_for_years_of_the_calendar() -> None:
    assert kept_since(a_site(retention_years=3), NOW) == datetime(2023, 11, 21, 6, 10, tzinfo=UTC)


def test_an_answer_that_may_still_hold_is_kept() -> None:
    assert kept_since(a_site(retention_years=1, validity_days=500), NOW) == NOW - timedelta(days=500)


@pytest.mark.parametrize(("years", "expected"), [(1, (2027, 2, 28)), (4, (2024, 2, 29))])
def test_a_leap_day_is_kept_one_day_longer_in_other_years(years: int, expected: tuple[int, int, int]) -> None:
    kept = kept_since(a_site(retention_years=years), datetime(2028, 2, 29, tzinfo=UTC))
    assert (kept.year, kept.month, kept.day) == expected


def test_more_years_than_there_were_are_no_fault() -> None:
    assert kept_since(a_site(retention_years=9_999), NOW).year == 1
