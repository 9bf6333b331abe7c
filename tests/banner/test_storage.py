"""Cookies refused, storage forbidden, plain http: no error, and nothing optional runs that no answer stands for."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import cookie, cookies, part, press, ran, see, sent, standing, visit
from tests.banner.service import Service

pytestmark = pytest.mark.usefixtures("faults")

HELD = '<script type="text/plain" data-category="analytics">(window.ran ||= []).push("analytics")</script>'
FORBIDDEN = """for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, {get() { throw new DOMException("no", "SecurityError") }});"""
COOKIES_DROPPED = "Object.defineProperty(document, 'cookie', {get: () => '', set() {}});"
COOKIES_FORBIDDEN = """{
    const no = () => { throw new DOMException("no", "SecurityError") };
    Object.defineProperty(document, "cookie", {get: no, set: no});
}"""


@pytest.mark.parametrize("forbidden", [COOKIES_DROPPED, COOKIES_FORBIDDEN], ids=["dropped", "forbidden"])
def test_without_cookies_nothing_optional_runs(page: Page, service: Service, forbidden: str) -> None:
    page.add_init_script(forbidden)
    visit(page, service, HELD)
    press(page, "accept")
    expect(page.locator("kelisim-banner")).to_have_count(0)
    page.wait_for_timeout(200)
    assert ran(page) == []
    assert standing(page)["status"] == "unknown"
    assert service.sent("consents") == []
    visit(page, service, HELD)
    expect(part(page, "banner")).to_be_visible()


def test_without_storage_the_answer_still_stands_and_is_sent(page: Page, service: Service) -> None:
    page.add_init_script(FORBIDDEN)
    visit(page, service, HELD)
    press(page, "accept")
    page.wait_for_function("window.ran")
    assert len(sent(page, service, 1)) == 1
    assert standing(page)["status"] == "given"
    assert service.sent("shown") == []


def test_all_forbidden_is_no_error(page: Page, service: Service) -> None:
    page.add_init_script(FORBIDDEN + COOKIES_FORBIDDEN)
    visit(page, service, HELD)
    press(page, "customise")
    press(page, "accept")
    expect(page.locator("kelisim-banner")).to_have_count(0)
    assert ran(page) == []


def test_a_frame_without_an_origin_is_no_error(page: Page, service: Service) -> None:
    service.pages["/frame"] = '<!doctype html><script src="/v1/sites/studyexpert/kelisim.js"></script>' + HELD
    service.pages["/"] = '<!doctype html><iframe sandbox="allow-scripts" src="/frame"></iframe>'
    page.goto(service.url())
    frame = page.frame_locator("iframe")
    frame.locator("[part~=accept]").click()
    see(page)
    expect(frame.locator("kelisim-banner")).to_have_count(0)
    assert page.frames[1].evaluate("window.ran") is None


def test_plain_http_lacks_nothing_that_is_needed(page: Page, service: Service) -> None:
    service.pages["/"] = '<!doctype html><script src="/v1/sites/studyexpert/kelisim.js"></script>'
    page.goto(service.url("/", "studyexpert.pro"))
    assert page.evaluate("[isSecureContext, typeof crypto.randomUUID]") == [False, "undefined"]
    press(page, "accept")
    assert standing(page)["status"] == "given"


def test_the_cookie_is_the_sites_and_lives_as_long_as_the_answer(page: Page, service: Service) -> None:
    service.pages["/"] = '<!doctype html><script src="/v1/sites/studyexpert/kelisim.js"></script>'
    page.goto(service.url("/", "learn.studyexpert.pro"))
    press(page, "accept")
    [kept] = cookies(page)
    assert (kept["domain"], kept["path"], kept["sameSite"], kept["secure"]) == (".studyexpert.pro", "/", "Lax", False)
    validity = kept["expires"] - page.evaluate("Date.now() / 1e3")
    assert abs(validity - service.settings["validity"]) < 10
    page.goto(service.url("/", "studyexpert.pro"))
    assert standing(page)["status"] == "given"


def test_a_site_below_a_path_keeps_its_cookie_there(page: Page, service: Service) -> None:
    service.settings["path"] = "/demo/studyexpert"
    service.pages["/demo/studyexpert"] = '<!doctype html><script src="/v1/sites/studyexpert/kelisim.js"></script>'
    page.goto(service.url("/demo/studyexpert"))
    press(page, "reject")
    assert [each["path"] for each in cookies(page)] == ["/demo/studyexpert"]
    assert cookie(page).startswith("1.")


def test_rubbish_in_the_cookie_is_no_answer(page: Page, service: Service) -> None:
    visit(page, service)
    page.context.add_cookies([{"name": "kelisim", "value": "1.x.y<script>", "url": service.url()}])
    visit(page, service, HELD)
    expect(part(page, "banner")).to_be_visible()
    assert ran(page) == []


def test_storage_is_not_opened_before_the_banner_stands(page: Page, service: Service) -> None:
    page.add_init_script("""
        for (const name of ["localStorage", "sessionStorage"]) {
            const {get} = Object.getOwnPropertyDescriptor(window, name);
            Object.defineProperty(window, name, {get() {
                (window.opened ||= []).push(!!document.querySelector("kelisim-banner"));
                return get.call(window);
            }});
        }
    """)
    visit(page, service)
    sent(page, service, 1, "shown")
    opened = page.evaluate("opened")
    assert opened
    assert all(opened)
