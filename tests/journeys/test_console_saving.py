"""What is typed about a site in the console is kept at once; where that fails, it is said and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Locator, Page, Route, expect

from tests.journeys.service import Service
from tests.journeys.test_console import become_owner

_TEXTS = "/admin/sites/studyexpert/edit/texts?in=en"
_WORDS = "May we count?"
_LOOKS = 50  # what is sent as a page is left comes a moment later
_WAITS = {"kk": "Әзірге сақталмады", "ru": "Пока не сохранено", "en": "Not saved yet"}

Failing = Callable[[Route], None]


def _offline(route: Route) -> None:
    route.abort()


def _away(route: Route) -> None:
    route.fulfill(status=503, headers={"Retry-After": "1"}, body="<h1>The store cannot be reached</h1>")


def _refused(route: Route) -> None:
    route.fulfill(status=403, body="<h1>Not with your role</h1>")


def _fail(page: Page, failing: Failing) -> None:
    page.route("**/edit/texts*", lambda route: failing(route) if route.request.method == "POST" else route.continue_())


def _status(page: Page) -> Locator:
    return page.locator(".save [role=status]")


def _title(page: Page) -> Locator:
    return page.locator('[name="texts.en.banner.title"]')


def _type(page: Page, words: str = _WORDS) -> None:
    _title(page).fill(words)
    _title(page).press("Tab")


@pytest.mark.parametrize("failing", [_offline, _away])
def test_what_could_not_be_saved_is_said_stays_and_is_saved_by_itself(
    page: Page, own_service: Service, failing: Failing
) -> None:
    become_owner(page, own_service)
    for language, words in _WAITS.items():
        page.goto(f"{own_service.address}{_TEXTS}&lang={language}")
        _fail(page, failing)
        _type(page, f"{_WORDS} {language}")
        expect(_status(page)).to_contain_text(words)
        expect(_status(page)).to_be_in_viewport()
        expect(_title(page)).to_have_value(f"{_WORDS} {language}")
        page.unroute_all(behavior="wait")
        expect(_status(page)).not_to_contain_text(words)
        expect(page.locator("#draft form")).to_be_visible()
    page.goto(f"{own_service.address}{_TEXTS}")
    expect(_title(page)).to_have_value(f"{_WORDS} en")


def test_what_is_refused_is_said_and_sent_again_by_hand(page: Page, own_service: Service) -> None:
    become_owner(page, own_service)
    page.goto(f"{own_service.address}{_TEXTS}&lang=en")
    _fail(page, _refused)
    _type(page)
    expect(_status(page)).to_contain_text("Kelisim did not accept this")
    page.get_by_role("button", name="Save the draft").click()
    expect(_title(page)).to_have_value(_WORDS)
    page.unroute_all(behavior="wait")
    page.get_by_role("button", name="Save the draft").click()
    expect(_status(page)).to_have_text("Saved.")
    expect(_title(page)).to_have_value(_WORDS)
    expect(page.locator("#draft form")).to_be_visible()


def test_who_leaves_what_could_not_be_saved_is_asked_whether_she_means_it(page: Page, own_service: Service) -> None:
    become_owner(page, own_service)
    page.goto(f"{own_service.address}{_TEXTS}&lang=en")
    _fail(page, _offline)
    _type(page)
    expect(_status(page)).to_contain_text("Not saved yet")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator(".brand").click(no_wait_after=True)
    expect(_title(page)).to_have_value(_WORDS)
    assert asked == ["beforeunload"]


def test_what_is_typed_and_left_at_once_is_saved(page: Page, own_service: Service) -> None:
    become_owner(page, own_service)
    page.goto(f"{own_service.address}{_TEXTS}")
    _title(page).fill(_WORDS)
    page.goto(f"{own_service.address}/admin/")
    for _ in range(_LOOKS):
        page.goto(f"{own_service.address}{_TEXTS}")
        if _title(page).input_value() == _WORDS:
            break
    expect(_title(page)).to_have_value(_WORDS)
