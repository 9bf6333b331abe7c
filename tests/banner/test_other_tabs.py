"""What is decided in one tab holds in the others at once."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import ALL, answered, part, ran, rest, standing, visit
from tests.banner.service import Service

pytestmark = pytest.mark.usefixtures("faults")

HELD = '<script type="text/plain" data-counter="zero-kz">(window.ran ||= []).push("zero")</script>'


def come_back(page: Page) -> None:
    """Give the tab the focus, once the banner has come to listen for it."""
    rest(page)
    page.evaluate("dispatchEvent(new Event('focus'))")


def test_an_answer_in_one_tab_closes_the_banner_in_the_other(page: Page, service: Service) -> None:
    visit(page, service, HELD)
    other = page.context.new_page()
    visit(other, service, HELD)
    expect(part(page, "banner")).to_be_visible()
    other.evaluate("kelisim.acceptAll()")
    expect(part(page, "banner")).to_have_count(0)
    page.wait_for_function("window.ran")
    assert ran(page) == ["zero"]


def test_a_withdrawal_in_one_tab_holds_in_the_other(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    visit(page, service)
    other = page.context.new_page()
    visit(other, service)
    page.evaluate("void kelisim.on('change', held => window.told = held.status)")
    other.evaluate("kelisim.withdraw()")
    page.wait_for_function("window.told")
    assert not page.evaluate("kelisim.allows('zero-kz')")
    page.evaluate(f"document.body.insertAdjacentHTML('beforeend', '{HELD}')")
    page.wait_for_timeout(100)
    assert ran(page) == []


def test_coming_back_to_a_tab_reads_the_answer_anew(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    assert standing(page)["status"] == "unknown"
    come_back(page)
    assert standing(page)["status"] == "given"
    expect(part(page, "banner")).to_have_count(0)


def test_nothing_happens_when_nothing_was_decided(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("void kelisim.on('change', () => window.told = true)")
    come_back(page)
    expect(part(page, "banner")).to_be_visible()
    assert page.evaluate("window.told") is None
