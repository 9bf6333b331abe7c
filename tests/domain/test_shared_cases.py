"""The tables of cases that the browser's rules run too."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.cookie import read_cookie, write_cookie
from app.domain.decision import resolve
from app.domain.ids import NOBODY, VisitorId
from app.domain.origin import cookie_domain
from app.domain.standing import Answer, Terms, standing
from tests.cases.reader import cases


@pytest.mark.parametrize("case", cases("resolve"))
def test_a_decision_resolves_to_its_grants(case: dict[str, Any]) -> None:
    site = case["site"]
    resolved = resolve(site["categories"], site["counters"], case["categories"], case["counters"])
    assert resolved == tuple(case["grants"])


@pytest.mark.parametrize("case", cases("standing"))
def test_a_cookie_leads_to_its_standing(case: dict[str, Any]) -> None:
    site, expected = case["site"], case["expect"]
    terms = Terms(tuple(site["categories"]), site["counters"], site["asks"], timedelta(seconds=site["validity"]))

    found = standing(terms, read_cookie(case["cookie"]), datetime.fromtimestamp(case["now"], UTC))

    assert {
        "status": found.status,
        "ask": found.ask,
        "visitor": None if found.answer is None or found.answer.visitor == NOBODY else found.answer.visitor,
        "edition": None if found.answer is None else found.answer.edition,
        "categories": dict(found.categories),
        "counters": dict(found.counters),
    } == expected


@pytest.mark.parametrize("case", cases("cookie"))
def test_an_answer_is_written_as_its_cookie(case: dict[str, Any]) -> None:
    assert write_cookie(_answer(case["answer"])) == case["cookie"]


@pytest.mark.parametrize("case", cases("cookie"))
def test_a_cookie_is_read_as_its_answer(case: dict[str, Any]) -> None:
    assert read_cookie(case["cookie"]) == _answer(case["answer"])


@pytest.mark.parametrize("case", cases("cookie_domain"))
def test_a_page_finds_the_domain_of_its_cookie(case: dict[str, Any]) -> None:
    assert cookie_domain(case["hosts"], case["page"]) == case["expect"]


def _answer(written: dict[str, Any]) -> Answer:
    return Answer(
        visitor=VisitorId(written["visitor"]),
        edition=written["edition"],
        at=datetime.fromtimestamp(written["at"], UTC),
        grants=tuple(written["grants"]),
    )
