"""How somebody gets into the console: invited by an owner, with a second step, and no further than she may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
from playwright.sync_api import Browser, Page, expect

from tests.conftest import PATIENCE_MS
from tests.journeys.service import Service
from tests.journeys.test_console import become_owner

_PASSWORD = "correct horse battery"


def _invite(page: Page, whom: str) -> str:
    """Invite an analyst of one site, and return the link."""
    page.get_by_role("link", name="Users").click()
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("E-mail").fill(whom)
    page.get_by_text("At single sites").click()
    page.get_by_label("StudyExpert").select_option("Analyst")
    page.get_by_role("button", name="Make a link").click()
    return page.get_by_label("Link").input_value()


def _turn_on_two_steps(page: Page) -> pyotp.TOTP:
    """Turn it on, and return her app."""
    page.get_by_role("link", name="dana@example.kz").click()
    page.get_by_label("Current password").first.fill(_PASSWORD)
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("img", name="QR code for the app")).to_be_visible()
    app = pyotp.TOTP((page.locator("code").text_content() or "").replace(" ", ""))
    page.get_by_label("Code").fill(app.now())
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    return app


def test_who_is_invited_signs_in_in_two_steps_and_is_taken_out_and_back(
    page: Page, browser: Browser, own_service: Service
) -> None:
    become_owner(page, own_service)
    link = _invite(page, "dana@example.kz")
    dana = browser.new_context().new_page()
    dana.set_default_timeout(PATIENCE_MS)
    dana.goto(link)
    dana.get_by_label("Password").fill(_PASSWORD)
    dana.get_by_role("button", name="Begin").click()
    expect(dana.get_by_role("link", name="Consent rates")).to_have_count(1)
    expect(dana.get_by_role("link", name="Users")).to_have_count(0)
    app = _turn_on_two_steps(dana)

    dana.get_by_role("button", name="Sign out").click()
    dana.get_by_label("E-mail or name").fill("dana@example.kz")
    dana.get_by_label("Password").fill(_PASSWORD)
    dana.get_by_role("button", name="Sign in").click()
    expect(dana.get_by_role("heading", name="One more step")).to_be_visible()
    dana.get_by_label("Code").fill(app.at(datetime.now(UTC) + timedelta(seconds=30)))
    dana.get_by_role("button", name="Sign in").click()
    expect(dana.get_by_role("heading", name="Sites")).to_be_visible()

    page.get_by_role("link", name="Users").first.click()
    page.get_by_role("link", name="dana@example.kz").click()
    page.get_by_role("button", name="Take all roles").click()
    expect(page.get_by_role("status")).to_contain_text("has no role any more")
    dana.reload()
    expect(dana.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("row", name="dana@example.kz")).to_contain_text("Analyst")
    dana.context.close()
