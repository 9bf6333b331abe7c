"""Everything works without a pointer."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.sites import NAMES, SITES
from tests.journeys.visitor import Visitor

_FOCUSED = """() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused.name || focused.getAttribute("part") || focused.localName;
}"""
_MANY = 60


def _tab_to(visitor: Visitor, wanted: str) -> None:
    for _ in range(_MANY):
        if wanted in str(visitor.page.evaluate(_FOCUSED)).split():
            return
        visitor.page.keyboard.press("Tab")
    pytest.fail(f"Tab never came to {wanted}")


@pytest.mark.parametrize("site", NAMES)
def test_from_the_load_to_the_saved_answer(visitor: Visitor, site: str) -> None:
    counter = SITES[site].counters[0].id
    visitor.visit(site)
    expect(visitor.first_layer.box).to_be_visible()
    _tab_to(visitor, "customise")
    visitor.page.keyboard.press("Enter")
    expect(visitor.second_layer.box).to_be_visible()
    _tab_to(visitor, counter)
    visitor.page.keyboard.press("Space")
    expect(visitor.second_layer.switch(counter)).to_be_checked()
    _tab_to(visitor, "save")
    visitor.page.keyboard.press("Enter")

    expect(visitor.second_layer.box).to_have_count(0)
    visitor.await_runs({counter})
    assert [name for name, allowed in visitor.standing["counters"].items() if allowed] == [counter]


def test_escape_closes_the_settings_and_grants_nothing(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.first_layer.customise.click()
    visitor.second_layer.switch("analytics").check()
    visitor.page.keyboard.press("Escape")

    expect(visitor.second_layer.box).to_have_count(0)
    expect(visitor.first_layer.customise).to_be_focused()
    assert visitor.standing["status"] == "unknown"


def test_the_focus_comes_back_to_the_link_that_opened_the_settings(visitor: Visitor) -> None:
    visitor.visit("cap")
    visitor.press(visitor.first_layer.reject)
    link = visitor.page.locator("footer [data-consent=preferences]")
    link.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.second_layer.box).to_be_visible()
    visitor.page.keyboard.press("Escape")

    expect(link).to_be_focused()
