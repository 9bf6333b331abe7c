"""The markup of other products holds like the house's own, and what was answered to them is taken over once."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.domain.site import PRODUCTS, ForeignMarkup
from app.services.composing.foreign_markup import foreign_markup
from tests.banner.pages import TAG, part, press, ran, see, sent, standing, visit
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
    "cookiebot": "CookieConsent={stamp:%27G+6rYDfrzwrZItFRfHCbe8iQIFLhMDCgjBS+/Oq/gZe0Lovh65ODgg==%27%2Cnecessary:true"
    "%2Cpreferences:false%2Cstatistics:true%2Cmarketing:false%2Cmethod:%27explicit%27%2Cver:1%2Cutc:1705162226478"
    "%2Cregion:%27kz%27}",
    "klaro": "klaro=%7B%22zero-kz%22%3Atrue%2C%22meta-pixel%22%3Afalse%7D",
    "onetrust": "OptanonConsent=isGpcEnabled=0&datestamp=Wed+Mar+05+2025+09%3A20%3A52+GMT%2B0800+(%E4%B8%AD)&version="
    "202409.1.0&isIABGlobal=false&hosts=&landingPath=NotLandingPage&groups=C0001%3A1%2CC0002%3A1%2CC0003%3A0%2CC0004%3A0"
    "&AwaitingReconsent=false; OptanonAlertBoxClosed=2025-03-05T01:19:03.120Z",
    "cookieyes": "cookieyes-consent=consentid:VUp6TkdYaGtMTU1zdnBEY3c,consent:yes,action:yes,necessary:yes,"
    "analytics:yes,advertisement:no,other:no",
    "complianz": "cmplz_consented_services=; cmplz_policy_id=28; cmplz_marketing=deny; cmplz_statistics=allow; "
    "cmplz_preferences=deny; cmplz_functional=allow; cmplz_banner-status=dismissed",
    "iubenda": "_iub_cs-50053366=%7B%22timestamp%22%3A%222025-02-05T15%3A40%3A00.391Z%22%2C%22version%22%3A%221.75.1%22"
    "%2C%22purposes%22%3A%7B%221%22%3Atrue%2C%224%22%3Atrue%2C%225%22%3Afalse%7D%2C%22id%22%3A50053366%7D",
}
"""As they stand in browsers: not every site has every category."""
NO_ANSWER = {
    "cookiebot": "CookieConsent={stamp:%27-1%27%2Cnecessary:true%2Cpreferences:true%2Cstatistics:true%2Cmarketing:true"
    "%2Cmethod:%27implied%27%2Cver:1%2Cutc:1695456095624%2Cregion:%27CN%27}",
    "onetrust": "OptanonConsent=landingPath=https%3A%2F%2Fexample.kz%2F&groups=C0001%3A1%2CC0002%3A1%2CC0004%3A1",
    "cookieyes": "cookieyes-consent=consentid:d0JFblQ4,consent:yes,action:no,necessary:yes,functional:yes,"
    "analytics:yes,performance:yes,advertisement:yes,other:yes",
    "complianz": "cmplz_policy_id=28; cmplz_statistics=allow",
    "iubenda": "_iub_cs-90483436=%7B%22id%22%3A90483436%7D; _iub_cs-90483436-uspr=%7B%22s%22%3Atrue%7D",
}
"""What stands there before she answers, or where she is not asked."""


def _add(page: Page, service: Service, cookies: str) -> None:
    for cookie in cookies.split("; "):
        name, _, value = cookie.partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": service.url()}])


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
    see(page)
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
    _add(page, service, COOKIES[product])
    service.settings = _settings(product, takes_over=True)
    visit(page, service, head=TAG)
    held = standing(page)
    assert held["status"] == "given"
    assert held["categories"]["analytics"] is (product != "klaro")
    assert held["counters"]["zero-kz"] is True
    assert held["counters"]["meta-pixel"] is False
    assert part(page, "banner").count() == 0
    assert sent(page, service, 1)[0].json["method"] == "api"
    assert page.evaluate("dataLayer.filter((each) => each.event == 'kelisim_consent_update').length") == 1

    page.context.clear_cookies(name="kelisim")
    visit(page, service)
    assert standing(page)["status"] == "unknown"


@pytest.mark.parametrize("product", NO_ANSWER)
def test_what_nobody_answered_is_asked(page: Page, service: Service, product: str) -> None:
    _add(page, service, NO_ANSWER[product])
    service.settings = _settings(product, takes_over=True)
    visit(page, service)
    expect(part(page, "banner")).to_be_visible()
    assert standing(page)["status"] == "unknown"


def test_no_other_cookie_speaks_for_the_product(page: Page, service: Service) -> None:
    refused = "cookieyes-consent=consentid:x,consent:no,action:yes,necessary:yes,analytics:no,advertisement:no"
    _add(page, service, f"{refused}; mine=analytics:yes,advertisement:yes")
    service.settings = _settings("cookieyes", takes_over=True)
    visit(page, service)
    assert standing(page)["status"] == "refused"


def test_without_being_told_to_it_takes_nothing_over(page: Page, service: Service) -> None:
    _add(page, service, COOKIES["klaro"])
    service.settings = _settings("klaro")
    visit(page, service)
    press(page, "reject")
    assert standing(page)["status"] == "refused"
