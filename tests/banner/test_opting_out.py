"""Where a country lets a site go on until the visitor refuses: she is told, one click ends it, a signal does too."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import answered, cookie, part, press, ran, see, sent, standing, visit
from tests.banner.service import Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")

HELD = '<script type="text/plain" data-counter="zero-kz">(window.ran ||= []).push("zero")</script>'
FORGETFUL = "Object.defineProperty(Document.prototype, 'cookie', {get: () => '', set() {}})"
SIGNAL = "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})"


def _visit(page: Page, service: Service, regime: str = "opt-out") -> None:
    service.settings = sample_settings(regime=regime, modules={"optOut": True})
    visit(page, service, HELD)


def test_all_runs_and_she_is_told(page: Page, service: Service) -> None:
    _visit(page, service)
    page.wait_for_function("window.ran")
    expect(part(page, "banner")).to_be_visible()
    assert standing(page)["status"] == "unknown"
    assert all(standing(page)["categories"].values())
    assert page.evaluate("dataLayer.at(-1).kelisim.categories.analytics")
    assert cookie(page) == ""


@pytest.mark.parametrize("regime", ["opt-out", "none"])
@pytest.mark.parametrize("objects", [False, True])
def test_tag_managers_are_told_once(page: Page, service: Service, regime: str, *, objects: bool) -> None:
    if objects:
        page.add_init_script(SIGNAL)
    _visit(page, service, regime)
    see(page)
    said: list[bool] = page.evaluate(
        "dataLayer.filter((each) => each.event).map((each) => each.kelisim.categories.analytics)"
    )
    assert said == [not objects]


def test_consent_mode_grants_what_she_has_not_refused(page: Page, service: Service) -> None:
    mode = {"types": {"necessary": "security_storage", "analytics": "analytics_storage"}, "wait_for_update": 500}
    service.settings = sample_settings(regime="opt-out", modules={"optOut": True, "consentMode": mode})
    visit(page, service)
    told: list[object] = page.evaluate(
        "dataLayer.filter((each) => each[0] == 'consent').map((each) => [...each].slice(1))"
    )
    granted = {"security_storage": "granted", "analytics_storage": "granted"}
    assert told == [
        ["default", {**granted, "analytics_storage": "denied", "wait_for_update": 500}],
        ["update", granted],
    ]


def test_one_click_ends_it(page: Page, service: Service) -> None:
    _visit(page, service)
    page.wait_for_function("window.ran")
    press(page, "reject")
    assert not page.evaluate("kelisim.allows('zero-kz')")
    visit(page, service, HELD)
    page.wait_for_timeout(100)
    assert ran(page) == []
    assert standing(page)["status"] == "refused"


def test_a_signal_of_her_browser_is_her_refusal(page: Page, service: Service) -> None:
    page.add_init_script(SIGNAL)
    _visit(page, service)
    [recorded] = sent(page, service, 1)
    assert (recorded.json["method"], recorded.json["signals"]) == ("gpc", {"gpc": True})
    assert not any(recorded.json["categories"].values())
    expect(part(page, "banner")).to_have_count(0)
    assert ran(page) == []
    visit(page, service, HELD)
    assert standing(page)["status"] == "refused"
    assert len(service.sent("consents")) == 1


def test_a_signal_counts_where_nothing_can_be_kept(page: Page, service: Service) -> None:
    page.add_init_script(SIGNAL)
    page.add_init_script(FORGETFUL)
    _visit(page, service)
    page.wait_for_timeout(100)
    assert ran(page) == []
    assert not page.evaluate("kelisim.allows('zero-kz')")


@pytest.mark.parametrize("regime", ["opt-out", "none"])
def test_a_refusal_ends_it_where_nothing_can_be_kept(page: Page, service: Service, regime: str) -> None:
    page.add_init_script(FORGETFUL)
    _visit(page, service, regime)
    page.wait_for_function("window.ran")
    page.evaluate("kelisim.preferences()")
    press(page, "reject")
    assert not page.evaluate("kelisim.allows('zero-kz')")
    [recorded] = sent(page, service, 1)
    assert (recorded.json["method"], any(recorded.json["categories"].values())) == ("reject-all", False)


def test_a_yes_to_all_ends_nothing_where_it_cannot_be_kept(page: Page, service: Service) -> None:
    page.add_init_script(FORGETFUL)
    _visit(page, service)
    press(page, "accept")
    assert page.evaluate("kelisim.allows('zero-kz')")


def test_who_has_answered_is_asked_again_when_that_has_run_out(page: Page, service: Service) -> None:
    _visit(page, service)
    answered(page, service, at=1)
    visit(page, service, HELD)
    expect(part(page, "banner")).to_be_visible()
    assert not page.evaluate("kelisim.allows('zero-kz')")


def test_where_there_is_no_banner_no_edition_is_told_of_to_who_knows_none(page: Page, service: Service) -> None:
    languages = {code: {**texts, "notice": "Новое"} for code, texts in sample_settings()["languages"].items()}
    service.settings = sample_settings(regime="none", modules={"optOut": True}, edition=2, languages=languages)
    visit(page, service)
    page.wait_for_timeout(300)
    assert page.locator("kelisim-banner").count() == 0
    answered(page, service)
    visit(page, service)
    expect(part(page, "message")).to_contain_text("Новое")


def test_where_there_is_no_banner_she_can_still_refuse(page: Page, service: Service) -> None:
    _visit(page, service, "none")
    page.wait_for_function("window.ran")
    expect(page.locator("kelisim-banner")).to_have_count(0)
    page.evaluate("kelisim.preferences()")
    expect(page.get_by_label("Аналитика", exact=True)).to_be_checked()
    press(page, "reject")
    assert not page.evaluate("kelisim.allows('zero-kz')")
