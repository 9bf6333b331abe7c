"""The markup of other products holds like the house's own, and what was answered to them is taken over once."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.domain.site import PRODUCTS, ForeignMarkup
from app.services.composing.foreign_markup import foreign_markup
from tests.banner.pages import TAG, part, press, ran, sent, standing, visit
from tests.banner.service import Service, sample_settings
from tests.makers import a_site

pytestmark = pytest.mark.usefixtures("faults")

RUN = "(window.ran ||= []).push(1)"
MARKUP = {
    "cookiebot": 'data-cookieconsent="statistics"',
    "klaro": 'data-type="text/javascript" data-name="zero-kz"',
    "onetrust": 'class="optanon-category-C0002"',
    "cookieyes": 'data-cookieyes="cookieyes-analytics"',
    "complianz": 'data-category="statistics"',
    "iubenda": 'class="_iub_cs_activate" data-iub-purposes="4"',
}
COOKIES = {
    "cookiebot": "CookieConsent={necessary:true%2Cpreferences:false%2Cstatistics:true%2Cmarketing:false}",
    "klaro": "klaro=%7B%22zero-kz%22%3Atrue%2C%22meta-pixel%22%3Afalse%7D",
    "onetrust": "OptanonConsent=groups=C0001%3A1%2CC0002%3A1%2CC0003%3A0%2CC0004%3A0; OptanonAlertBoxClosed=2026",
    "cookieyes": "cookieyes-consent=action:yes%2Cfunctional:no%2Canalytics:yes%2Cperformance:yes%2Cadvertisement:no",
    "complianz": "cmplz_banner-status=dismissed; cmplz_statistics=allow; cmplz_marketing=deny",
    "iubenda": "_iub_cs-1=%7B%22purposes%22%3A%7B%221%22%3Atrue%2C%224%22%3Atrue%2C%225%22%3Afalse%7D%7D",
}


def _settings(product: str, *, takes_over: bool = False) -> dict[str, Any]:
    words = {"zero-kz": "zero-kz", "meta-pixel": "meta-pixel"} if product == "klaro" else {}
    return sample_settings(
        modules={"foreignMarkup": foreign_markup(a_site(markup=ForeignMarkup(product, words, takes_over)))}
    )


@pytest.mark.parametrize("product", PRODUCTS)
def test_what_another_product_marked_up_waits_and_runs(page: Page, service: Service, product: str) -> None:
    service.settings = _settings(product)
    visit(page, service, f'<script type="text/plain" {MARKUP[product]}>{RUN}</script>')
    expect(part(page, "banner")).to_be_visible()
    page.evaluate("kelisim.decide({categories: {functional: true}, counters: {}})")
    assert ran(page) == []
    page.evaluate("kelisim.decide({categories: {analytics: true}, counters: {}})")
    page.wait_for_function("window.ran")


def test_a_frame_waits_behind_its_cover(page: Page, service: Service) -> None:
    service.settings = _settings("cookiebot")
    words = 'data-cookieconsent="preferences, marketing"'
    visit(page, service, f'<iframe {words} data-cookieblock-src="/v" width="300" height="200"></iframe>')
    expect(part(page, "cover")).to_be_visible()
    page.evaluate("kelisim.decide({categories: {functional: true}, counters: {}})")
    expect(part(page, "cover")).to_be_visible()  # it takes both
    page.evaluate("kelisim.decide({categories: {advertising: true}, counters: {}})")
    expect(page.locator("iframe")).to_have_attribute("src", "/v")


@pytest.mark.parametrize("product", PRODUCTS)
def test_an_answer_is_taken_over_once_and_nobody_is_asked(page: Page, service: Service, product: str) -> None:
    for cookie in COOKIES[product].split("; "):
        name, _, value = cookie.partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": service.url()}])
    service.settings = _settings(product, takes_over=True)
    visit(page, service, head=TAG)
    held = standing(page)
    assert held["status"] == "given"
    assert held["categories"]["analytics"] is (product != "klaro")
    assert held["counters"]["zero-kz"] is True
    assert held["counters"]["meta-pixel"] is False
    assert part(page, "banner").count() == 0
    assert sent(page, service, 1)[0].json["method"] == "api"

    page.context.clear_cookies(name="kelisim")
    visit(page, service)
    assert standing(page)["status"] == "unknown"


def test_without_being_told_to_it_takes_nothing_over(page: Page, service: Service) -> None:
    page.context.add_cookies([{"name": "klaro", "value": COOKIES["klaro"][6:], "url": service.url()}])
    service.settings = _settings("klaro")
    visit(page, service)
    press(page, "reject")
    assert standing(page)["status"] == "refused"
