"""A placeholder says who would get what, and shows its content once or always."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import cookie, part, visit
from tests.banner.service import Service, sample_settings
from tests.banner.test_accessibility import findings

pytestmark = pytest.mark.usefixtures("faults")

FRAME = (
    '<iframe title="Видео" width="400" height="300" data-category="functional" data-counter="youtube" '
    'data-src="/video"></iframe>'
)
SENDS = "При показе Google LLC, США получит ваш IP-адрес и адрес этой страницы."


def _settings() -> dict[str, Any]:
    told = sample_settings()
    counters = {**told["counters"], "youtube": {"category": "functional", "name": "YouTube"}}
    options = {"sends": {"ru": {"youtube": SENDS}}, "show": {"ru": "Показать один раз"}}
    return {**told, "counters": counters, "modules": {"placeholders": options}}


def _open(page: Page, service: Service, body: str = FRAME) -> None:
    service.settings = _settings()
    service.pages["/video"] = "<p>Видео</p>"
    visit(page, service, body)
    expect(part(page, "cover")).to_be_visible()


def test_it_says_who_would_get_what(page: Page, service: Service) -> None:
    _open(page, service)
    expect(part(page, "cover")).to_contain_text(SENDS)
    assert findings(page) == []
    assert not any(each.path == "/video" for each in service.asked)


def test_what_is_shown_once_is_kept_nowhere(page: Page, service: Service) -> None:
    _open(page, service)
    part(page, "once").click()
    expect(page.frame_locator("iframe").get_by_text("Видео")).to_be_visible()
    expect(part(page, "cover")).to_have_count(0)
    expect(page.locator("iframe")).to_be_focused()
    assert cookie(page) == ""
    assert service.sent("consents") == []
    visit(page, service, FRAME)
    expect(part(page, "cover")).to_be_visible()


def test_what_is_allowed_always_is_shown_on_the_next_page_too(page: Page, service: Service) -> None:
    _open(page, service)
    part(page, "allow").click()
    expect(part(page, "cover")).to_have_count(0)
    visit(page, service, FRAME)
    expect(page.frame_locator("iframe").get_by_text("Видео")).to_be_visible()


def test_a_feature_may_be_used_once_too(page: Page, service: Service) -> None:
    _open(page, service, '<section data-requires="functional">Кабинет</section>')
    expect(page.get_by_text("Кабинет")).to_be_hidden()
    part(page, "once").click()
    expect(page.get_by_text("Кабинет")).to_be_visible()
