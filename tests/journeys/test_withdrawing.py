"""Withdrawing takes one click from every page, and ends what was allowed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.sites import NAMES, counters_of, unstoppable
from tests.journeys.visitor import Visitor


@pytest.mark.parametrize("site", NAMES)
def test_cookies_go_and_nothing_more_is_sent(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    visitor.press(visitor.first_layer.accept)
    visitor.linger(300)
    visitor.await_started(counters_of(site))

    visitor.withdraw()
    visitor.page.wait_for_timeout(300)
    visitor.recorder.clear()
    visitor.linger()
    stopped = counters_of(site) - unstoppable(site)
    assert visitor.recorder.ran & stopped == set()

    # Some vendors offer no call that stops their counter: the banner says so, and offers to reload.
    if visitor.message.reload.count():
        with visitor.page.expect_navigation():
            visitor.message.reload.click()
        visitor.await_banner()
        visitor.recorder.clear()
        visitor.linger()
    assert visitor.recorder.ran == set()
    assert visitor.recorder.cookies == {"kelisim"}
    assert visitor.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('_ym'))") == []


@pytest.mark.parametrize("site", NAMES)
def test_the_service_knows_of_it(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    visitor.press(visitor.first_layer.accept)
    visitor.await_answer_kept()
    visitor.recorder.clear()
    visitor.withdraw()
    visitor.await_answer_kept()

    in_page = visitor.standing
    assert in_page["status"] == "withdrawn"
    on_server = visitor.ask_service(f"{site}/visitors/{in_page['visitor']}")
    assert on_server["status"] == "withdrawn"
    assert not any(on_server["counters"].values())


def test_it_holds_on_the_next_page(visitor: Visitor) -> None:
    visitor.visit("clinic")
    visitor.press(visitor.first_layer.accept)
    visitor.await_started(counters_of("clinic"))
    visitor.withdraw()
    visitor.next_page()
    visitor.recorder.clear()
    visitor.linger()

    assert visitor.recorder.ran == set()
    assert visitor.recorder.cookies == {"kelisim"}
    expect(visitor.first_layer.box).to_have_count(0)


def test_one_counter_can_be_withdrawn_alone(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.press(visitor.first_layer.accept)
    visitor.await_started(counters_of("studyexpert"))
    visitor.open_preferences()
    visitor.second_layer.switch("yandex-metrica").uncheck()
    visitor.press(visitor.second_layer.save)
    visitor.page.wait_for_timeout(300)
    visitor.recorder.clear()
    visitor.linger()

    visitor.await_runs({"google-analytics-4", "meta-pixel"})
    assert "yandex-metrica" not in visitor.recorder.ran
    assert not {name for name in visitor.recorder.cookies if name.startswith("_ym")}
    assert "_ga" in visitor.recorder.cookies


def test_what_was_withdrawn_can_be_allowed_again(visitor: Visitor) -> None:
    visitor.visit("cap")
    visitor.press(visitor.first_layer.accept)
    visitor.await_started(counters_of("cap"))
    visitor.withdraw()
    visitor.open_preferences()
    visitor.page.wait_for_timeout(300)
    visitor.recorder.clear()
    visitor.press(visitor.second_layer.accept)
    visitor.linger(0)

    visitor.await_runs({"google-analytics-4"})
    assert visitor.standing["status"] == "given"
