"""Global Privacy Control: advertising stays off unless the visitor asks for advertising itself."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import part, press, sent, standing, visit
from tests.banner.service import Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")

OBJECTING = "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})"


@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_the_banner_says_what_the_browser_asks_for(page: Page, service: Service, lang: str) -> None:
    page.add_init_script(OBJECTING)
    visit(page, service, lang=lang)
    expect(part(page, "notice")).to_have_text(sample_settings()["languages"][lang]["gpc"])


def test_who_does_not_object_is_told_nothing(page: Page, service: Service) -> None:
    visit(page, service)
    expect(part(page, "banner")).to_be_visible()
    expect(part(page, "notice")).to_have_count(0)


def test_accepting_all_leaves_advertising_off_and_the_record_notes_the_signal(page: Page, service: Service) -> None:
    page.add_init_script(OBJECTING)
    visit(page, service)
    press(page, "accept")
    held = standing(page)
    assert held["categories"] == {"necessary": True, "functional": True, "analytics": True, "advertising": False}
    assert (held["counters"]["zero-kz"], held["counters"]["meta-pixel"]) == (True, False)
    told = sent(page, service, 1)[0].json
    assert (told["method"], told["signals"], told["categories"]["advertising"]) == ("accept-all", {"gpc": True}, False)


def test_a_yes_to_advertising_itself_allows_it(page: Page, service: Service) -> None:
    page.add_init_script(OBJECTING)
    visit(page, service)
    press(page, "customise")
    page.locator("input[name=advertising]").check()
    press(page, "save")
    assert standing(page)["categories"]["advertising"] is True
