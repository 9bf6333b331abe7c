"""Counters are told to await consent before their scripts come, and that it was given when it is."""

from typing import Any

import pytest
from playwright.sync_api import Page

from app.catalogue import entry
from tests.banner.pages import answered, visit
from tests.banner.service import Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")


@pytest.fixture(autouse=True)
def _with_matomo(service: Service) -> None:
    counters: dict[str, Any] = sample_settings()["counters"]
    counters["zero-kz"] |= {"grant": [["_paq.push", ["given"]]], "revoke": [["_paq.push", ["forgotten"]]]}
    service.settings = sample_settings(modules={"before": {"zero-kz": [["_paq.push", ["await"]]]}}, counters=counters)


META = (
    "<script>!function(f,n){if(f.fbq)return;n=f.fbq=function(){n.callMethod?n.callMethod.apply(n,arguments):"
    "n.queue.push(arguments)};if(!f._fbq)f._fbq=n;n.push=n;n.queue=[]}(window);fbq('init','1')</script>"
)
PINTEREST = (
    "<script>!function(){if(!window.pintrk){window.pintrk=function(){window.pintrk.queue.push("
    "Array.prototype.slice.call(arguments))};var n=window.pintrk;n.queue=[]}}();pintrk('load','1')</script>"
)
TIKTOK = (
    "<script>!function(w,t){var ttq=w[t]=w[t]||[];ttq.methods=['page','grantConsent'];ttq.setAndDefer=function(t,e)"
    "{t[e]=function(){t.push([e].concat(Array.prototype.slice.call(arguments,0)))}};for(var i=0;i<2;i++)"
    "ttq.setAndDefer(ttq,ttq.methods[i])}(window,'ttq');ttq.page()</script>"
)
BLOCKING = '<script src="/v1/sites/studyexpert/kelisim.js"></script>'
"""The vendors' own snippets, without what loads their scripts."""


def _with(service: Service, counter: str) -> None:
    """Have the site use one counter of the catalogue in the place of another."""
    known = entry(counter)
    counters: dict[str, Any] = sample_settings()["counters"]
    counters["zero-kz"] |= {
        "grant": [list(call) for call in known.grant],
        "revoke": [list(call) for call in known.revoke],
    }
    service.settings = sample_settings(
        modules={"before": {"zero-kz": [list(call) for call in known.before]}}, counters=counters
    )


def _told(page: Page) -> list[str]:
    told: list[str] = page.evaluate("_paq.flat()")
    return told


def test_a_counter_awaits_consent_and_is_told_of_each_change_once(page: Page, service: Service) -> None:
    visit(page, service)
    assert _told(page) == ["await"]
    page.evaluate("kelisim.acceptAll()")
    assert _told(page) == ["await", "given"]
    page.evaluate("kelisim.withdraw()")
    page.evaluate("kelisim.acceptAll()")
    assert _told(page) == ["await", "given", "forgotten", "given"]


def test_who_has_allowed_it_has_it_told_on_every_page(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, "necessary~analytics~zero-kz")
    visit(page, service)
    assert _told(page) == ["await", "given"]


HEARD = {
    "meta-pixel": (META, "[...fbq.queue].map(each => [...each])", ["consent,revoke", "init,1", "consent,grant"]),
    "pinterest-tag": (PINTEREST, "pintrk.queue", ["setconsent,false", "load,1", "setconsent,true"]),
    "tiktok-pixel": (TIKTOK, "[...ttq]", ["holdConsent", "page", "grantConsent", "grantConsent"]),
}
"""By counter: its snippet, where its queue is, and what stands in it when consent is given."""


@pytest.mark.parametrize("counter", HEARD)
def test_a_vendors_snippet_hears_first_that_it_has_to_wait(page: Page, service: Service, counter: str) -> None:
    snippet, queue, told = HEARD[counter]
    _with(service, counter)
    visit(page, service, snippet, head=BLOCKING)
    assert page.evaluate(f"{queue}.map(String)") == told[:2]
    page.evaluate("kelisim.acceptAll()")
    assert page.evaluate(f"{queue}.map(String)") == told


def test_who_allowed_it_before_has_the_snippet_told_both(page: Page, service: Service) -> None:
    _with(service, "meta-pixel")
    visit(page, service)
    answered(page, service, "necessary~analytics~zero-kz")
    visit(page, service, META, head=BLOCKING)
    assert page.evaluate("[...fbq.queue].map(each => [...each].join())") == [
        "consent,revoke",
        "consent,grant",
        "init,1",
    ]
    assert page.evaluate("Object.getOwnPropertyDescriptor(window, 'fbq').writable")  # the page has it as it was


def test_a_snippet_that_came_before_is_told_too(page: Page, service: Service) -> None:
    _with(service, "meta-pixel")
    visit(page, service, META)
    assert page.evaluate("[...fbq.queue].map(each => [...each].join())") == ["init,1", "consent,revoke"]


def test_a_page_without_the_snippet_sees_none(page: Page, service: Service) -> None:
    _with(service, "meta-pixel")
    visit(page, service, head=BLOCKING)
    page.evaluate("kelisim.acceptAll()")
    assert page.evaluate("typeof fbq") == "undefined"


def test_clarity_is_told_of_both_kinds_of_storage(page: Page, service: Service) -> None:
    _with(service, "microsoft-clarity")
    snippet = (
        "<script>!function(c,a){c[a]=c[a]||function(){(c[a].q=c[a].q||[]).push(arguments)}}(window,'clarity')</script>"
    )
    visit(page, service, snippet, head=BLOCKING)
    page.evaluate("kelisim.acceptAll()")
    assert page.evaluate("clarity.q.map(each => [...each])") == [
        ["consentv2", {"ad_Storage": "denied", "analytics_Storage": "denied"}],
        ["start"],
        ["consentv2", {"ad_Storage": "denied", "analytics_Storage": "granted"}],
    ]


def test_what_a_vendor_looks_up_in_storage_follows_the_answer(page: Page, service: Service) -> None:
    _with(service, "plausible")
    visit(page, service)
    assert page.evaluate("localStorage.plausible_ignore") == "true"
    page.evaluate("kelisim.acceptAll()")
    assert page.evaluate("localStorage.plausible_ignore") is None
    page.evaluate("kelisim.withdraw()")
    assert page.evaluate("localStorage.plausible_ignore") == "true"
    answered(page, service, "necessary~analytics~zero-kz")
    visit(page, service)
    assert page.evaluate("localStorage.plausible_ignore") is None
