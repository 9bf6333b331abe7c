"""Who has answered is left alone: no banner, and not one request to the service."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.sites import NAMES
from tests.journeys.visitor import Visitor


@pytest.mark.parametrize("answer", ["accept", "reject"])
@pytest.mark.parametrize("site", NAMES)
def test_a_reload_asks_nothing(visitor: Visitor, site: str, answer: str) -> None:
    visitor.visit(site)
    getattr(visitor.first_layer, answer).click()
    visitor.await_answer_kept()
    visitor.await_rest()
    standing = visitor.standing
    visitor.recorder.clear()
    visitor.reload()
    visitor.page.wait_for_timeout(700)

    expect(visitor.page.locator("kelisim-banner")).to_have_count(0)
    assert visitor.recorder.asked == []
    assert visitor.standing == standing


def test_an_answer_holds_for_its_own_site_only(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.press(visitor.first_layer.accept)
    visitor.await_answer_kept()
    visitor.visit("cap")

    expect(visitor.first_layer.box).to_be_visible()
    assert visitor.standing["status"] == "unknown"


def test_an_answer_runs_out(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.press(visitor.first_layer.accept)
    visitor.await_answer_kept()
    later = visitor.page.evaluate("Date.parse(kelisim.standing.expiresAt) + 1000")
    visitor.leave()
    visitor.page.clock.install(time=later / 1000)
    visitor.visit("studyexpert")

    expect(visitor.first_layer.box).to_be_visible()
    expect(visitor.first_layer.notice).to_be_visible()
    assert visitor.standing["status"] == "expired"
    assert visitor.recorder.ran == set()
