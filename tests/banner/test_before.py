"""Counters are told to await consent before their scripts come, and that it was given when it is."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.banner.pages import answered, visit
from tests.banner.service import Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")


@pytest.fixture(autouse=True)
def _with_matomo(service: Service) -> None:
    counters: dict[str, Any] = sample_settings()["counters"]
    counters["zero-kz"] |= {"grant": [["_paq.push", ["given"]]], "revoke": [["_paq.push", ["forgotten"]]]}
    service.settings = sample_settings(modules={"before": {"zero-kz": [["_paq.push", ["await"]]]}}, counters=counters)


def _told(page: Page) -> list[str]:
    told: list[str] = page.evaluate("_paq.flat()")
    return told


def test_a_counter_awaits_consent_and_is_told_of_each_change_once(page: Page, service: Service) -> None:
    visit(page, service)
    assert _told(page) == ["await"]
    page.evaluate("kelisim.acceptAll()")
    assert _told(page) == ["await", "given"]
    page.evaluate("kelisim.withdraw()")
    page.evaluate("kelisim.acceptAll()")
    assert _told(page) == ["await", "given", "forgotten", "given"]


def test_who_has_allowed_it_has_it_told_on_every_page(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, "necessary~analytics~zero-kz")
    visit(page, service)
    assert _told(page) == ["await", "given"]
