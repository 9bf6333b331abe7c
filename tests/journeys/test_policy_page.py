"""The public page of a policy is for everyone: in each language, by any light, on a phone and on paper."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.banner.test_accessibility import findings
from tests.journeys.service import Service

_LIGHTS: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_everyone_can_read_it(page: Page, shared_service: Service, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for light in _LIGHTS:
        page.emulate_media(color_scheme=light)
        page.goto(f"{shared_service.address}/sites/studyexpert/policy?lang={language}")
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_paper_is_white_although_the_screen_is_dark(page: Page, shared_service: Service) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(f"{shared_service.address}/sites/studyexpert/policy")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.get_by_role("navigation").is_visible()
