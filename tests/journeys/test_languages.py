"""Each site speaks each of its languages, the page's own before the browser's."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from app.domain.ids import Language
from tests.journeys.service import Service
from tests.journeys.sites import NAMES, SITES
from tests.journeys.visitor import Visitor

_ACCEPT = {"ru": "Принять все", "kk": "Барлығын қабылдау", "en": "Accept all"}
_SPOKEN = [(name, str(language)) for name in NAMES for language in SITES[name].languages]


@pytest.mark.parametrize(("site", "language"), _SPOKEN)
def test_the_banner_speaks_as_the_page_does(visitor: Visitor, site: str, language: str) -> None:
    visitor.visit(site, language=language)

    expect(visitor.first_layer.accept).to_have_text(_ACCEPT[language])
    expect(visitor.page.locator("kelisim-banner")).to_have_attribute("lang", language)
    expect(visitor.first_layer.box).to_contain_text(SITES[site].controller.name)
    visitor.first_layer.customise.click()
    expect(visitor.second_layer.box.locator("[part~=counter]")).to_have_count(len(SITES[site].counters))


@pytest.mark.parametrize(("site", "language"), _SPOKEN)
def test_the_declaration_names_every_counter(visitor: Visitor, site: str, language: str) -> None:
    visitor.visit(site, "cookies", language)

    table = visitor.page.locator("[data-consent=declaration]")
    for counter in SITES[site].counters:
        expect(table).to_contain_text(counter.name[Language(language)])


def test_a_page_in_another_language_falls_back_to_the_browser(browser: Browser, shared_service: Service) -> None:
    context = browser.new_context(locale="en-GB")
    visitor = Visitor(context, shared_service.address)
    context.route(
        "**/demo/studyexpert*",
        lambda route: route.fulfill(
            response=(page := route.fetch()), body=page.text().replace('lang="ru"', 'lang="de"', 1)
        ),
    )
    visitor.visit("studyexpert")

    expect(visitor.first_layer.accept).to_have_text(_ACCEPT["en"])
    context.close()
