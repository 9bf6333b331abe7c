"""The cookie says what the answer says, and nothing at all when it is broken."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cookie import read_cookie, write_cookie
from app.domain.ids import NOBODY
from app.domain.standing import Answer
from tests.domain.strategies import answers_at
from tests.makers import VISITOR, a_site

_WHOLE = f"1.{VISITOR}.3.1795241400.necessary~analytics"


@given(answers_at(a_site()))
def test_a_written_cookie_reads_as_the_same_answer(answer: Answer) -> None:
    assert read_cookie(write_cookie(answer)) == answer


@given(answers_at(a_site()))
def test_a_cookie_needs_no_quoting(answer: Answer) -> None:
    written = write_cookie(answer)
    assert set(written) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~")


def test_a_cookie_of_one_who_is_only_counted_names_nobody() -> None:
    answer = Answer(NOBODY, 3, datetime(2026, 11, 21, tzinfo=UTC), ("necessary",))
    assert write_cookie(answer).startswith("1.-.3.")


@given(st.text())
def test_any_text_is_an_answer_or_nothing(text: str) -> None:
    read_cookie(text)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "1",
        _WHOLE.replace("1.", "2.", 1),
        _WHOLE + "\n",
        " " + _WHOLE,
        _WHOLE.replace(VISITOR, VISITOR[:-1]),
        _WHOLE.replace(VISITOR, VISITOR + "A"),
        _WHOLE.replace(VISITOR, "ж" * 22),
        _WHOLE.replace(".3.", ".three."),
        _WHOLE.replace(".3.", ".٣."),
        _WHOLE.replace("1795241400", "999999999999"),
        _WHOLE.replace("analytics", "Analytics"),
        _WHOLE.replace("~", ","),
        f"1.{VISITOR}.3.1795241400.",
    ],
)
def test_a_broken_cookie_holds_no_answer(broken: str) -> None:
    assert read_cookie(broken) is None


def test_the_furthest_moment_that_a_cookie_can_name_is_read() -> None:
    answer = read_cookie(_WHOLE.replace("1795241400", "99999999999"))
    assert answer is not None
    assert answer.at.year == 5138
