"""The stories that matter most, in Firefox and in WebKit."""

from __future__ import annotations

import time

import pytest
from selenium.webdriver.common.keys import Keys

from tests.engines.visitor import Visitor
from tests.engines.waiting import until
from tests.journeys.sites import SITES, counters_of, unstoppable

_ACCEPT = {"ru": "Принять все", "kk": "Барлығын қабылдау", "en": "Accept all"}

# Longer than what a counter of the demo needs to come and to report.
_LINGER = 0.7


def _linger() -> None:
    time.sleep(_LINGER)


def _tab_to(visitor: Visitor, wanted: str) -> None:
    for _ in range(60):
        if wanted in visitor.focused:
            return
        visitor.type(Keys.TAB)
    pytest.fail(f"Tab never came to {wanted}")


def test_nothing_runs_before_an_answer(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    box, accept, reject = map(visitor.box_of, ("banner", "accept", "reject"))
    _linger()

    assert accept[2:] == reject[2:]
    assert 0 < box[3] < visitor.ask("return innerHeight") * 0.7
    assert visitor.ran == set()
    assert visitor.cookies == set()
    assert visitor.standing["status"] == "unknown"


def test_who_refuses_is_not_asked_twice_and_nothing_runs(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.press("reject")
    visitor.await_kept()
    _linger()
    visitor.reload()
    _linger()

    assert visitor.sees("banner") is None
    assert visitor.ran == set()
    assert visitor.cookies == {"kelisim"}
    assert visitor.standing["status"] == "refused"


def test_who_accepts_is_not_asked_twice_and_all_run(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.press("accept")
    visitor.await_runs(counters_of("studyexpert"))
    visitor.await_kept()
    visitor.reload()

    visitor.await_runs(counters_of("studyexpert"))
    assert visitor.sees("banner") is None
    assert visitor.standing["status"] == "given"


@pytest.mark.parametrize("counter", ["yandex-metrica", "meta-pixel"])
def test_exactly_the_one_that_she_allowed_runs(visitor: Visitor, counter: str) -> None:
    visitor.visit("studyexpert")
    visitor.press("customise")
    visitor.part("counter")
    visitor.press(counter)
    visitor.press("save")
    visitor.await_runs({counter})
    visitor.await_kept()
    _linger()

    assert visitor.ran == visitor.allowed == {counter}


def test_withdrawing_ends_what_was_allowed(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.press("accept")
    visitor.await_runs(counters_of("studyexpert"))
    visitor.press("hide")
    visitor.follow("footer [data-consent=withdraw]")
    visitor.see()
    visitor.await_kept()
    assert visitor.standing["status"] == "withdrawn"
    if unstoppable("studyexpert"):
        visitor.part("reload")
    visitor.reload()
    _linger()

    assert visitor.ran == set()
    assert visitor.cookies == {"kelisim"}
    assert not visitor.allowed


def test_everything_works_without_a_pointer(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.part("customise")
    _tab_to(visitor, "customise")
    visitor.type(Keys.ENTER)
    visitor.part("counter")
    _tab_to(visitor, "zero-kz")
    visitor.type(Keys.SPACE)
    _tab_to(visitor, "save")
    visitor.type(Keys.ENTER)

    visitor.await_runs({"zero-kz"})
    assert visitor.sees("dialog") is None
    assert visitor.allowed == {"zero-kz"}


def test_escape_closes_the_settings_and_gives_the_focus_back(visitor: Visitor) -> None:
    visitor.visit("cap")
    visitor.press("customise")
    visitor.part("counter")
    visitor.press("analytics")
    visitor.type(Keys.ESCAPE)
    until(lambda: visitor.sees("dialog") is None, "the settings stayed open")
    assert "customise" in visitor.focused
    assert visitor.standing["status"] == "unknown"

    visitor.press("reject")
    _tab_to(visitor, "preferences")
    visitor.type(Keys.ENTER)
    visitor.part("dialog")
    visitor.type(Keys.ESCAPE)
    until(lambda: visitor.sees("dialog") is None, "the settings stayed open")
    assert "preferences" in visitor.focused


@pytest.mark.parametrize("answer", ["accept", "reject"])
def test_an_answer_that_cannot_be_kept_allows_nothing(forbidding: Visitor, answer: str) -> None:
    forbidding.visit("studyexpert")
    forbidding.press(answer)
    _linger()

    assert forbidding.ran == set()
    assert forbidding.cookies == set()
    forbidding.reload()
    forbidding.part("banner")


@pytest.mark.parametrize("language", list(_ACCEPT))
def test_the_banner_speaks_as_the_page_does(visitor: Visitor, language: str) -> None:
    visitor.visit("studyexpert", language)

    assert visitor.text_of("accept") == _ACCEPT[language]
    visitor.press("customise")
    visitor.part("counter")
    counters = visitor.ask(
        "return document.querySelector('kelisim-banner').shadowRoot.querySelectorAll('[part=counter]').length"
    )
    assert counters == len(SITES["studyexpert"].counters)
