"""A site is changed in the console, seen before anybody is shown it, and published as an edition that asks again."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.service import Service
from tests.journeys.test_console import become_owner, complaints, shown_beside
from tests.journeys.visitor import Visitor

__all__ = ["complaints"]

_AT = "/admin/sites/studyexpert"
_PARTS = ("site", "controller", "counters", "categories", "tags", "regions", "look", "texts", "yaml")


def test_a_change_is_seen_in_the_preview_published_and_visitors_asked_again(
    page: Page, browser: Browser, context: BrowserContext, own_service: Service, complaints: list[str]
) -> None:
    visitor = Visitor(context, own_service.address)
    visitor.visit("studyexpert")
    visitor.press(visitor.first_layer.accept)
    visitor.await_answer_kept()
    become_owner(page, own_service)
    page.goto(f"{own_service.address}{_AT}/edit/texts?in=en")
    page.get_by_label("Title", exact=True).fill("May we count?")
    page.get_by_label("Title", exact=True).press("Tab")
    expect(shown_beside(page).get_by_role("heading", name="May we count?")).to_be_visible()
    page.get_by_role("link", name="Review and publish").click()
    expect(page.locator("ins").first).to_have_text("May we count?")
    page.get_by_label("which asks again").check()
    for language in ("ru", "kk", "en"):
        page.get_by_label(language, exact=True).last.fill(f"A new counter, {language}")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status")).to_have_text("Edition 2 is published.")
    back = Visitor(browser.new_context(storage_state=context.storage_state()), own_service.address)
    back.visit("studyexpert")
    expect(back.first_layer.accept).to_be_visible()
    assert complaints == []


def test_saving_a_part_unchanged_changes_nothing(page: Page, own_service: Service, complaints: list[str]) -> None:
    become_owner(page, own_service)
    for part in _PARTS:
        page.goto(f"{own_service.address}{_AT}/edit/{part}?lang=en")
        page.get_by_role("button", name="Save the draft").click()
        expect(page.locator(".save [role=status]")).to_have_text("Saved.")
        expect(page.locator("#draft")).to_have_text("Everything that stands here is published.")
    assert complaints == []


def test_who_is_not_signed_in_any_more_signs_in_and_finds_what_she_typed(page: Page, own_service: Service) -> None:
    become_owner(page, own_service)
    page.goto(f"{own_service.address}{_AT}/edit/texts?in=en")
    page.context.clear_cookies()
    page.get_by_label("Title", exact=True).fill("May we count?")
    page.get_by_label("Title", exact=True).press("Tab")
    expect(page).to_have_url(re.compile("/admin/sign-in"))
    page.get_by_label("E-mail or name").fill("aigul@example.kz")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("May we count?")
    expect(page.get_by_text("was not sent yet")).to_be_visible()
