"""What needs cookies is explained and offered in its place, not broken."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.domain.ids import Language
from tests.journeys.sites import NAMES, SITES
from tests.journeys.visitor import Visitor

_WITH_FEATURES = [name for name in NAMES if SITES[name].requires]


@pytest.mark.parametrize("site", _WITH_FEATURES)
def test_a_feature_that_needs_cookies_says_why(visitor: Visitor, site: str) -> None:
    (requirement,) = SITES[site].requires
    visitor.visit(site)
    visitor.press(visitor.first_layer.reject)
    offer = visitor.page.locator("kelisim-cover [part~=cover]")
    feature = visitor.page.locator("[data-requires]")
    expect(offer).to_contain_text(requirement.why[Language("ru")])
    expect(feature).to_be_hidden()

    offer.locator("[part~=allow]").click()
    expect(feature).to_be_visible()
    assert visitor.standing["categories"][requirement.category] is True
    assert visitor.standing["categories"]["advertising"] is False


def test_a_video_waits_behind_its_placeholder(visitor: Visitor) -> None:
    visitor.visit("clinic")
    visitor.press(visitor.first_layer.reject)
    offer = visitor.page.locator("kelisim-cover [part~=cover]")
    expect(offer).to_contain_text("YouTube")
    room = offer.bounding_box()

    offer.locator("[part~=allow]").click()
    visitor.await_runs({"youtube"})
    assert visitor.recorder.ran == {"youtube"}
    frame = visitor.page.locator("iframe[data-counter=youtube]").bounding_box()
    assert room
    assert frame
    assert frame["height"] == pytest.approx(room["height"], abs=1)


def test_the_panel_tells_what_happens(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    panel = visitor.page.locator(".panel")
    expect(panel.locator("[data-total=ran]")).to_have_text("0")
    visitor.press(visitor.first_layer.accept)
    expect(panel.locator("[data-total=ran]")).to_have_text("5")
    panel.locator("summary").click()
    expect(panel.locator("[data-counter-row=meta-pixel] [data-sent]")).not_to_have_text("0")
    expect(panel.locator("[data-cookies]")).to_contain_text("_ym_uid")

    visitor.await_answer_kept()
    panel.locator("[data-forget]").click()
    expect(visitor.first_layer.box).to_be_visible()
    assert visitor.recorder.cookies == set()
