"""What switches a vendor's counter off is set before its script comes, and follows every answer."""

import pytest
from playwright.sync_api import Page

from tests.banner.pages import answered, press, visit
from tests.banner.service import Answer, Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")

TAG = '<script src="/v1/sites/studyexpert/kelisim.js"></script>'
METRICA = """<script>
(function(m,e,t,r,i,k,a){m[i]=m[i]||function(){(m[i].a=m[i].a||[]).push(arguments)};
k=e.createElement(t),a=e.getElementsByTagName(t)[0],k.async=1,k.src=r,a.parentNode.insertBefore(k,a)})
(window, document, "script", "/vendor/tag.js", "ym");
ym(10000001, "init", {});
</script>"""
NOT_HELD = sample_settings(modules={"switches": True})
SWITCHES = "[window.disableYaCounter10000001, window['ga-disable-G-STUDY00001']]"


def test_counters_are_off_before_any_script_of_the_page(page: Page, service: Service) -> None:
    service.settings = NOT_HELD
    visit(page, service, head=f"{TAG}<script>window.first = {SWITCHES}</script>")
    assert page.evaluate("first") == [True, True]
    page.evaluate("kelisim.decide({counters: {'yandex-metrica': true}})")
    assert page.evaluate(SWITCHES) == [False, True]
    page.evaluate("kelisim.withdraw()")
    assert page.evaluate(SWITCHES) == [True, True]


def test_who_has_allowed_them_finds_them_on(page: Page, service: Service) -> None:
    service.settings = NOT_HELD
    visit(page, service)
    answered(page, service, "necessary~analytics~yandex-metrica")
    visit(page, service, head=f"{TAG}<script>window.first = {SWITCHES}</script>")
    assert page.evaluate("first") == [False, True]


def test_metrica_starts_late_and_finds_itself_on(page: Page, service: Service) -> None:
    service.settings = sample_settings(
        modules={"switches": True, "holdBack": {"yandex-metrica": rf"127\.0\.0\.1:{service.port}/vendor/"}}
    )
    starting = "window.started = [disableYaCounter10000001, ym.a.map(each => each.length)]"
    service.answers["/vendor/tag.js"] = Answer(starting.encode(), "text/javascript")
    visit(page, service, METRICA, head=TAG)
    assert page.evaluate("[disableYaCounter10000001, window.started]") == [True, None]
    press(page, "accept")
    page.wait_for_function("window.started")
    assert page.evaluate("started") == [False, [3]]
