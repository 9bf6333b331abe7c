"""A new edition of the policy asks every visitor again, or only tells them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.service import Service
from tests.journeys.visitor import Visitor

_CHANGES = "Появился раздел о видео"


@pytest.fixture
def answered(browser: Browser, own_service: Service) -> Visitor:
    """A visitor who allowed everything, and then closed her browser but kept its cookies."""
    context = browser.new_context()
    visitor = Visitor(context, own_service.address)
    visitor.visit("studyexpert")
    visitor.press(visitor.first_layer.accept)
    visitor.await_answer_kept()
    kept = context.storage_state()
    context.close()
    return Visitor(browser.new_context(storage_state=kept), own_service.address)


def test_one_that_asks_again_says_what_changed(answered: Visitor, own_service: Service) -> None:
    own_service.publish("studyexpert", 2, asks_again=True, changes=_CHANGES)
    answered.visit("studyexpert")

    expect(answered.first_layer.notice).to_contain_text(_CHANGES)
    assert answered.standing["status"] == "expired"
    answered.linger(500)
    assert answered.recorder.ran == set()

    answered.press(answered.first_layer.accept)
    answered.await_answer_kept()
    assert answered.standing["edition"] == 2
    answered.await_rest()
    answered.recorder.clear()
    answered.reload()
    expect(answered.first_layer.box).to_have_count(0)
    assert answered.recorder.asked == []


def test_the_visitor_stays_the_same_one(answered: Visitor, own_service: Service) -> None:
    before = answered.cookie("kelisim").split(".")[1]
    own_service.publish("studyexpert", 2, asks_again=True, changes=_CHANGES)
    answered.visit("studyexpert", "programmes")
    answered.press(answered.first_layer.reject)
    answered.await_answer_kept()

    assert answered.standing["visitor"] == before
    history = answered.ask_service(f"studyexpert/visitors/{before}/records")
    assert [record["edition"] for record in history["records"]] == [2, 1]


def test_one_that_informs_leaves_the_answer_standing(answered: Visitor, own_service: Service) -> None:
    own_service.publish("studyexpert", 2, asks_again=False, changes=_CHANGES)
    answered.visit("studyexpert")

    expect(answered.first_layer.box).to_have_count(0)
    expect(answered.message.text).to_contain_text(_CHANGES)
    answered.await_runs({"yandex-metrica", "google-analytics-4"})
    assert answered.standing["status"] == "given"

    answered.message.hide.click()
    answered.reload()
    answered.page.wait_for_timeout(300)
    expect(answered.message.box).to_have_count(0)
