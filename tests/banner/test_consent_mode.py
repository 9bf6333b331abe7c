"""Google's tags are told by consent mode v2 what holds: before anything, on every page, and at once."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.banner.pages import answered, press, visit
from tests.banner.service import Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")

TYPES = {
    "ad_storage",
    "ad_user_data",
    "ad_personalization",
    "analytics_storage",
    "functionality_storage",
    "personalization_storage",
    "security_storage",
}


def said(page: Page) -> list[list[Any]]:
    """Return gtag's commands in their order: what is not an `arguments` object Google's tags do not read."""
    commands: list[list[Any]] = page.evaluate(
        "dataLayer.filter(each => `${each}` == '[object Arguments]').map(each => [...each])"
    )
    return commands


def granted(command: list[Any]) -> set[str]:
    assert set(command[2].values()) <= {"granted", "denied"}
    assert set(command[2]) == TYPES
    return {name for name, value in command[2].items() if value == "granted"}


def test_all_is_denied_before_anything(page: Page, service: Service) -> None:
    visit(
        page,
        service,
        head='<script src="/v1/sites/studyexpert/kelisim.js"></script><script>dataLayer.push("page")</script>',
    )
    [default] = said(page)
    assert default[:2] == ["consent", "default"]
    assert granted(default) == {"security_storage"}
    assert page.evaluate("dataLayer.indexOf('page')") == 1


def test_an_answer_is_told_at_once(page: Page, service: Service) -> None:
    visit(page, service)
    press(page, "accept")
    _, update = said(page)
    assert update[:2] == ["consent", "update"]
    assert granted(update) == TYPES


def test_an_earlier_answer_is_told_on_every_page(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, "necessary~analytics~google-analytics-4")
    visit(page, service)
    default, update = said(page)
    assert (default[1], update[1]) == ("default", "update")
    assert granted(update) == {"security_storage", "analytics_storage"}


def test_a_counter_is_answered_apart_from_its_category(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("kelisim.decide({categories: {analytics: true}, counters: {'google-analytics-4': false}})")
    assert granted(said(page)[-1]) == {"security_storage"}


def test_a_withdrawal_is_told_and_offers_no_reload(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("kelisim.acceptAll()")
    page.evaluate("kelisim.withdraw()")
    assert granted(said(page)[-1]) == {"security_storage"}


def test_a_type_that_two_counters_ask_for_is_granted_by_either(page: Page, service: Service) -> None:
    service.settings = sample_settings(
        modules={"consentMode": {"types": {"zero-kz": "ad_storage", "meta-pixel": "ad_storage"}}}
    )
    visit(page, service)
    for counter in ("zero-kz", "meta-pixel"):
        page.evaluate("counter => kelisim.decide({categories: {}, counters: {[counter]: true}})", counter)
        assert said(page)[-1][2] == {"ad_storage": "granted"}
        page.evaluate("kelisim.rejectAll()")
        assert said(page)[-1][2] == {"ad_storage": "denied"}


def test_what_the_site_says_beside_goes_with_it(page: Page, service: Service) -> None:
    mode = {
        "types": {"necessary": "security_storage"},
        "wait_for_update": 500,
        "region": ["KZ"],
        "set": {"url_passthrough": True},
    }
    service.settings = sample_settings(modules={"consentMode": mode})
    visit(page, service)
    assert said(page) == [
        ["consent", "default", {"wait_for_update": 500, "region": ["KZ"], "security_storage": "granted"}],
        ["set", "url_passthrough", True],
    ]


def test_a_broken_gtag_of_the_page_stops_nothing(page: Page, service: Service) -> None:
    broken = "<script>window.gtag = () => { throw Error('broken') }</script>"
    visit(page, service, head=broken + '<script src="/v1/sites/studyexpert/kelisim.js"></script>')
    press(page, "accept")
    assert [command[1] for command in said(page)] == ["default", "update"]
