"""A lawyer follows one visitor: what she answered, what stood on her screen, whether it is genuine, and erasing her."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.service import Service
from tests.journeys.test_console import become_owner
from tests.journeys.visitor import Visitor


def test_a_lawyer_follows_one_visitor_to_the_end(page: Page, context: BrowserContext, own_service: Service) -> None:
    become_owner(page, own_service)
    visitor = Visitor(context, own_service.address)
    visitor.visit("studyexpert")
    visitor.press(visitor.first_layer.reject)
    visitor.await_answer_kept()
    own_service.seal()
    whose = visitor.page.evaluate("kelisim.standing.visitor")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    page.get_by_role("listitem").filter(has_text="studyexpert").get_by_role("link", name="Records", exact=True).click()
    page.get_by_label("Visitor, record or receipt").fill(whose)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name=whose)).to_be_visible()
    page.locator(".story a").click()
    expect(page.locator(".verdict")).to_contain_text("It is in seal 1")
    page.locator("iframe").scroll_into_view_if_needed()
    shown = page.frame_locator("iframe").locator("kelisim-banner")
    expect(shown.get_by_role("button", name="Отклонить все")).to_be_visible()
    shown.get_by_role("button", name="Настроить").click()
    expect(shown.get_by_role("switch").first).to_be_visible()
    page.get_by_role("link", name=f"Visitor {whose[:6]}").click()
    page.get_by_role("link", name="Erase").click()
    page.get_by_label("Reason").fill("She asked for it")
    page.get_by_label("type").fill(whose[:6])
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_role("status")).to_contain_text("Erased from 1 records")
    assert complaints == []
