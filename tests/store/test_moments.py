"""A moment is kept in UTC, whatever the database does with zones."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from app.store.database import Moment
from tests.makers import NOW

_ALMATY = NOW.astimezone(timezone(timedelta(hours=5)))
_SQLITE = SQLiteDialect()


@pytest.mark.parametrize("moment", [NOW, _ALMATY])
def test_a_moment_is_sent_in_utc(moment: datetime) -> None:
    sent = Moment().process_bind_param(moment, _SQLITE)
    assert sent == NOW
    assert sent.tzinfo is UTC


@pytest.mark.parametrize("kept", [NOW, _ALMATY, NOW.replace(tzinfo=None)])
def test_a_moment_comes_back_in_utc(kept: datetime) -> None:
    read = Moment().process_result_value(kept, _SQLITE)
    assert read == NOW
    assert read.tzinfo is UTC


def test_no_moment_stays_none() -> None:
    assert Moment().process_bind_param(None, _SQLITE) is None
    assert Moment().process_result_value(None, _SQLITE) is None
