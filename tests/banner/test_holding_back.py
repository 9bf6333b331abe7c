"""Untouched snippets of the site's counters wait until they are allowed, and go then in the order they came in."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import answered, await_that, html, part, press, ran
from tests.banner.service import Answer, Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")

TAG = '<script src="/v1/sites/studyexpert/kelisim.js"></script>'
CREATED = (
    "<script>document.head.append(Object.assign(document.createElement('script'), "
    "{src: '/vendor/created.js', async: false, onload() { (window.ran ||= []).push('told') }}))</script>"
)
SNIPPETS = {
    "created.js": CREATED,
    "attribute.js": "<script>{const s = document.createElement('script');"
    "s.setAttribute('src', '/vendor/attribute.js'); document.head.append(s)}</script>",
    "image.png": "<script>new Image().src = '/vendor/image.png'</script>",
    "frame.html": "<script>document.body.append(Object.assign(document.createElement('iframe'),"
    "{src: '/vendor/frame.html'}))</script>",
    "fetch": "<script>fetch('/vendor/fetch').then(({ok}) => window.came = ok)</script>",
    "request": "<script>fetch(new Request('/vendor/request'))</script>",
    "beacon": "<script>window.sent = navigator.sendBeacon('/vendor/beacon', 'x')</script>",
    "xhr": "<script>{const x = new XMLHttpRequest(); x.open('GET', '/own'); x.open('GET', '/vendor/xhr');"
    "x.onload = () => window.came = x.status; x.send()}</script>",
    "written.js": "<script>document.write('<script src=\"/vendor/written.js\"><', '/script>')</script>",
    "line.js": "<script>document.writeln('<script src=\"/vendor/line.js\"><', '/script>')</script>",
    "written.png": "<script>document.write('<img src=/vendor/written.png>')</script>",
}


def came(service: Service) -> list[str]:
    return [each.path.removeprefix("/vendor/") for each in service.asked if each.path.startswith("/vendor/")]


def settings(service: Service, *counters: str) -> dict[str, Any]:
    """Return the sample's settings with counters that load from this server's `/vendor/`."""
    return sample_settings(modules={"holdBack": dict.fromkeys(counters, rf"127\.0\.0\.1:{service.port}/vendor/")})


def open_page(page: Page, service: Service, body: str, *counters: str, head: str = "") -> None:
    service.settings = settings(service, *(counters or ("zero-kz",)))
    for name in ("a.js", "b.js", "c.js", *SNIPPETS):
        is_script = name.endswith(".js")
        text = f"(window.ran ||= []).push('{name}')" if is_script else ""
        service.answers[f"/vendor/{name}"] = Answer(text.encode(), "text/javascript" if is_script else "text/html")
    service.answers["/own"] = Answer(b"", "text/javascript")
    service.pages["/"] = html(body, head=TAG + head)
    page.goto(service.url())


@pytest.mark.parametrize("name", SNIPPETS)
def test_what_a_script_starts_asks_nothing_until_it_is_allowed(page: Page, service: Service, name: str) -> None:
    open_page(page, service, SNIPPETS[name] + "<script>fetch('/own')</script>")
    expect(part(page, "banner")).to_be_visible()
    await_that(page, lambda: any(each.path == "/own" for each in service.asked), "what is no counter's has to wait")
    assert came(service) == []

    press(page, "accept")
    await_that(page, lambda: came(service) == [name], "it never came")
    if name.endswith(".js"):
        page.wait_for_function("name => ran.includes(name)", arg=name)
    if name in {"fetch", "xhr"}:
        page.wait_for_function("window.came")


def test_who_loads_a_script_is_told_that_it_came(page: Page, service: Service) -> None:
    open_page(page, service, CREATED)
    press(page, "accept")
    page.wait_for_function("window.ran?.length == 2")
    assert ran(page) == ["created.js", "told"]


def test_a_beacon_is_said_to_be_on_its_way(page: Page, service: Service) -> None:
    open_page(page, service, SNIPPETS["beacon"])
    assert page.evaluate("!!sent")


def test_scripts_of_the_page_run_in_order_and_others_at_once(page: Page, service: Service) -> None:
    own = '<script>(window.ran ||= []).push("own")</script>'
    body = f'<script src="/vendor/b.js"></script>{own}<script src="/vendor/c.js"></script>'
    open_page(page, service, body, head='<script type="text/javascript" src="/vendor/a.js"></script>')
    expect(part(page, "banner")).to_be_visible()
    assert ran(page) == ["own"]
    press(page, "accept")
    page.wait_for_function("ran.length == 4")
    assert ran(page) == ["own", "a.js", "b.js", "c.js"]


def test_a_frame_has_its_cover_and_is_emptied_when_she_takes_back(page: Page, service: Service) -> None:
    open_page(page, service, '<iframe src="/vendor/frame.html" width="300" height="200"></iframe>')
    frame = page.locator("iframe")
    expect(part(page, "cover")).to_be_visible()
    press(page, "accept")
    expect(frame).to_be_visible()
    expect(frame).to_have_attribute("src", "/vendor/frame.html")
    page.evaluate("kelisim.withdraw()")
    expect(frame).not_to_have_attribute("src", "/vendor/frame.html")


def test_a_frame_within_what_is_added_later_waits_too(page: Page, service: Service) -> None:
    open_page(page, service, "")
    page.evaluate("document.body.innerHTML += '<p><iframe src=/vendor/frame.html height=200></iframe></p>'")
    expect(part(page, "cover")).to_be_visible()
    assert page.locator("iframe").get_attribute("src") is None


def test_two_counters_behind_one_address_are_told_apart_by_the_site(page: Page, service: Service) -> None:
    open_page(page, service, CREATED, "zero-kz", "meta-pixel")
    page.evaluate("kelisim.decide({categories: {}, counters: {'google-ads': true}})")
    page.evaluate("fetch('/own')")
    assert came(service) == []
    page.evaluate("kelisim.decide({categories: {}, counters: {'meta-pixel': true}})")
    page.wait_for_function("window.ran?.includes('created.js')")


def test_who_has_allowed_waits_for_nothing_and_can_take_back(page: Page, service: Service) -> None:
    open_page(page, service, "")
    answered(page, service, "necessary~analytics~zero-kz")
    open_page(page, service, CREATED + '<script src="/vendor/b.js"></script><iframe src="/vendor/frame.html"></iframe>')
    page.wait_for_function("window.ran?.length == 3")
    page.evaluate("kelisim.withdraw()")
    expect(part(page, "reload")).to_be_visible()  # it runs on, and nobody can tell it to stop
    expect(page.locator("iframe")).not_to_have_attribute("src", "/vendor/frame.html")


def test_what_a_refused_counter_still_sends_stays_here(page: Page, service: Service) -> None:
    open_page(page, service, "")
    press(page, "accept")
    page.evaluate("kelisim.withdraw()")
    page.evaluate("navigator.sendBeacon('/vendor/beacon'); fetch('/own')")
    await_that(page, lambda: any(each.path == "/own" for each in service.asked), "the page's own has to go")
    assert came(service) == []


COUNTED = """<script>window.asked = [];
window.fetch = async (url) => { asked.push(`${url}`); return new Response("{}", {status: 201}) }</script>"""


def test_only_so_much_waits(page: Page, service: Service) -> None:
    service.settings = settings(service, "zero-kz")
    service.pages["/"] = html(head=COUNTED + TAG)
    page.goto(service.url())
    page.evaluate("for (let at = 0; at < 600; at++) void fetch(new URL('/vendor/' + at, location).href)")
    assert page.evaluate("asked.filter(url => url.includes('/vendor/'))") == []
    page.evaluate("kelisim.acceptAll()")
    came = page.evaluate("asked.filter(url => url.includes('/vendor/')).map(url => +url.split('/').pop())")
    assert came == list(range(500))


def test_what_the_site_marked_up_is_left_to_its_markup(page: Page, service: Service) -> None:
    marked = '<script type="text/plain" data-category="functional" src="/vendor/a.js"></script>'
    open_page(page, service, marked)
    page.evaluate("kelisim.decide({categories: {functional: true}, counters: {'zero-kz': false}})")
    page.wait_for_function("window.ran?.includes('a.js')")
