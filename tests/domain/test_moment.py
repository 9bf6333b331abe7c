"""A moment has one text, wherever it comes from."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from app.domain.moment import read, rewritten, written
from tests.domain.strategies import moments
from tests.makers import NOW


def test_it_is_written_in_utc() -> None:
    assert written(NOW.astimezone(timezone(timedelta(hours=5)))) == "2026-11-21T06:10:00Z"


@given(moments)
def test_it_is_read_back(moment: datetime) -> None:
    assert read(written(moment)) == moment


@given(moments)
def test_as_a_database_keeps_it_it_is_written_the_same(moment: datetime) -> None:
    assert rewritten(f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}") == rewritten(moment) == written(moment)


def test_a_moment_without_zone_is_none() -> None:
    with pytest.raises(ValueError, match="2026"):
        read("2026-11-21T06:10:00")
