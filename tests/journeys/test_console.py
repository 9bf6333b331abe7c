"""From the first start to consent rates, in a browser, without touching a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from tests.banner.service import Service as Pages
from tests.journeys.service import Service
from tests.journeys.visitor import Visitor


def become_owner(page: Page, service: Service) -> None:
    """Open the first start's link, and choose a name and a password."""
    page.goto(service.first_link)
    page.get_by_label("E-mail or name").fill("aigul@example.kz")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Sites")).to_be_visible()


def shown_beside(page: Page, screen: str = "computer") -> FrameLocator:
    """Return the banner that stands beside a form, on a screen."""
    return page.locator(f".views:not([hidden]) .{screen}:not(.coming)").content_frame


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains about: a script that fails, something that the policy of the page forbids."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    return heard


@pytest.fixture
def own_pages() -> Iterator[Pages]:
    """Pages of somebody's own site, served by another server."""
    with Pages() as pages:
        yield pages


def test_from_the_first_start_to_a_visitors_answer_in_the_rates(
    page: Page, context: BrowserContext, own_service: Service, complaints: list[str]
) -> None:
    become_owner(page, own_service)
    visitor = Visitor(context, own_service.address)
    visitor.visit("studyexpert")
    visitor.press(visitor.first_layer.reject)
    visitor.await_answer_kept()
    page.get_by_role("listitem").filter(has_text="studyexpert").get_by_role("link", name="Consent rates").click()
    tiles = page.locator(".tiles")
    expect(tiles.locator("div", has_text="Refused all")).to_contain_text("100.0 %")
    expect(tiles.locator("div", has_text="Answered")).to_contain_text("1")
    expect(page.locator(".plot canvas")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert complaints == []


def test_a_site_is_made_and_its_first_answer_seen_without_touching_a_file(
    page: Page, context: BrowserContext, own_service: Service, own_pages: Pages, complaints: list[str]
) -> None:
    address = own_pages.url(host="delta.localhost")
    become_owner(page, own_service)
    page.get_by_role("link", name="Add a site").click()
    page.get_by_label("Name", exact=True).first.fill("Delta")
    page.get_by_label("Addresses", exact=True).fill(address)
    page.get_by_label("Name", exact=True).last.fill("Delta LLP")
    _see_it_follow(page)
    page.get_by_label("Search").fill("yandex metr")
    page.get_by_role("checkbox", name="Yandex Metrica").check()
    page.get_by_label("Account with the vendor").and_(page.locator(":visible")).fill("10000001")
    page.get_by_role("button", name="Create the site").click()
    own_pages.pages["/"] = _page_with(page.locator("#tag").text_content())
    visitor = context.new_page()
    vendor: list[str] = []
    visitor.on("request", lambda request: vendor.append(request.url) if "yandex" in request.url else None)
    visitor.route("https://mc.yandex.ru/**", lambda route: route.abort())
    visitor.goto(address)
    expect(visitor.get_by_role("button", name="Accept all")).to_be_visible()
    assert vendor == []
    with visitor.expect_request("https://mc.yandex.ru/metrika/tag.js"), visitor.expect_response("**/consents") as kept:
        visitor.get_by_role("button", name="Accept all").click()
    assert kept.value.status == 201
    page.goto(f"{own_service.address}/admin/sites/delta/rates")
    expect(page.locator(".tiles").locator("div", has_text="Accepted all")).to_contain_text("100.0 %")
    assert complaints == []


def _see_it_follow(page: Page) -> None:
    """See the banner beside the form follow what is typed, and take the focus from nobody who types."""
    for screen in ("computer", "phone"):
        expect(shown_beside(page, screen).get_by_text("Delta LLP")).to_be_visible()
    page.get_by_label("In the middle, over the page").check()
    expect(shown_beside(page).locator("dialog")).to_be_visible()
    expect(page.get_by_label("In the middle, over the page")).to_be_focused()
    page.get_by_role("button", name="kk", exact=True).click()
    expect(shown_beside(page).get_by_role("button", name="Барлығын қабылдау")).to_be_visible()
    page.get_by_label("English").uncheck()
    page.get_by_label("қазақ тілі").uncheck()
    expect(shown_beside(page).get_by_role("button", name="Принять все")).to_be_visible()
    page.get_by_label("English").check()


def _page_with(tag: str | None) -> str:
    """Return a page with a counter's snippet as its vendor gives it, below the tag."""
    snippet = "<script>const made=document.createElement('script');made.async=1;"
    snippet += "made.src='https://mc.yandex.ru/metrika/tag.js';document.head.append(made)</script>"
    return f"<!doctype html><html lang=en><head>{tag}</head><body><h1>Delta</h1>{snippet}</body></html>"


def test_the_keyboard_is_enough(page: Page, own_service: Service) -> None:
    page.goto(own_service.first_link)
    for typed in ("aigul", "Tab", "correct horse battery", "Enter"):
        page.keyboard.press(typed) if typed in {"Tab", "Enter"} else page.keyboard.type(typed)
    expect(page.get_by_role("heading", name="Sites")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Add a site")).to_be_focused()
    page.keyboard.press("Enter")
    for label, typed in (
        ("Name", "Delta"),
        ("Addresses", "delta.kz"),
        ("Name", "Delta LLP"),
        ("Search", "yandex metr"),
    ):
        field = page.get_by_label(label, exact=True)
        tab_to(page, field.last if typed == "Delta LLP" else field.first)
        page.keyboard.type(typed)
    tab_to(page, page.get_by_role("checkbox", name="Yandex Metrica"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Create the site"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tag")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Settings"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Save the draft"))
    page.keyboard.press("Enter")
    expect(page.locator("#draft")).to_have_text("Everything that stands here is published.")


def tab_to(page: Page, place: Locator) -> None:
    """Go there as somebody does who has no mouse, by no more steps than the page has fields."""
    expect(place).to_be_visible()
    for _ in range(80):
        if place.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(place).to_be_focused()
