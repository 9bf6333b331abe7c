"""Held scripts run when they are allowed: in order, once, as what they were; and not a moment earlier."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import ALL, answered, html, part, press, ran, visit
from tests.banner.service import Answer, Service

pytestmark = pytest.mark.usefixtures("faults")


def mark(name: str) -> str:
    return f"(window.ran ||= []).push('{name}')"


def script(service: Service, path: str) -> None:
    """Serve a script that leaves its path in `window.ran`."""
    service.answers[path] = Answer(mark(path).encode(), "text/javascript")


def inline(name: str, attributes: str = 'data-category="analytics"', type_: str = "text/plain") -> str:
    return f'<script type="{type_}" {attributes}>{mark(name)}</script>'


def external(path: str, attributes: str = 'data-category="analytics"') -> str:
    return f'<script type="text/plain" {attributes} data-src="{path}"></script>'


def settled(page: Page, *expected: str) -> None:
    page.wait_for_function("count => (window.ran || []).length >= count", arg=len(expected))
    page.wait_for_timeout(100)
    assert ran(page) == list(expected)


def test_nothing_runs_before_an_answer_nor_after_a_refusal(page: Page, service: Service) -> None:
    script(service, "/a.js")
    visit(
        page, service, inline("inline") + external("/a.js") + '<img data-category="advertising" data-src="/pixel.gif">'
    )
    page.wait_for_timeout(200)
    assert ran(page) == []
    press(page, "reject")
    page.wait_for_timeout(200)
    assert ran(page) == []
    assert not [each for each in service.asked if each.path in {"/a.js", "/pixel.gif"}]


def test_all_run_in_the_order_of_the_document(page: Page, service: Service) -> None:
    script(service, "/slow.js")
    script(service, "/quick.js")
    service.delays["/slow.js"] = 0.3
    visit(
        page, service, inline("first") + external("/slow.js") + inline("third") + external("/quick.js") + inline("last")
    )
    press(page, "accept")
    settled(page, "first", "/slow.js", "third", "/quick.js", "last")


def test_an_asynchronous_one_is_not_waited_for(page: Page, service: Service) -> None:
    script(service, "/slow.js")
    service.delays["/slow.js"] = 0.3
    visit(page, service, external("/slow.js", 'async data-category="analytics"') + inline("next"))
    press(page, "accept")
    settled(page, "next", "/slow.js")


def test_a_deferred_one_comes_after_the_others(page: Page, service: Service) -> None:
    script(service, "/deferred.js")
    script(service, "/module.js")
    visit(
        page,
        service,
        external("/deferred.js", 'defer data-category="analytics"')
        + external("/module.js", 'data-type="module" data-category="analytics"')
        + inline("inline"),
    )
    press(page, "accept")
    settled(page, "inline", "/deferred.js", "/module.js")


def test_one_that_cannot_be_loaded_does_not_stop_the_others(page: Page, service: Service) -> None:
    visit(page, service, external("/missing.js") + inline("next"))
    press(page, "accept")
    settled(page, "next")


def test_one_for_browsers_without_modules_does_not_stop_the_others(page: Page, service: Service) -> None:
    script(service, "/older.js")
    visit(page, service, external("/older.js", 'data-category="analytics" nomodule') + inline("after"))
    press(page, "accept")
    settled(page, "after")
    assert "/older.js" not in [asked.path for asked in service.asked]


def test_an_inline_module_is_a_module(page: Page, service: Service) -> None:
    body = '<script type="text/plain" data-type="module" data-category="analytics">' + mark(
        "' + typeof import.meta.url + '"
    )
    visit(page, service, body + "</script>")
    press(page, "accept")
    settled(page, "string")


def test_what_is_no_script_stays_none(page: Page, service: Service) -> None:
    kind = 'data-type="application/ld+json" data-category="analytics"'
    visit(page, service, inline("data", kind) + inline("text", 'data-type="text/plain" data-category="analytics"'))
    press(page, "accept")
    page.wait_for_timeout(100)
    assert ran(page) == []


def test_attributes_survive(page: Page, service: Service) -> None:
    script(service, "/a.js")
    attributes = (
        'id="tag" data-category="analytics" data-website-id="7" crossorigin="anonymous" referrerpolicy="origin"'
    )
    visit(page, service, external("/a.js", attributes))
    press(page, "accept")
    settled(page, "/a.js")
    tag = page.locator("script#tag")
    expect(tag).to_have_attribute("data-website-id", "7")
    expect(tag).to_have_attribute("crossorigin", "anonymous")
    expect(tag).to_have_attribute("referrerpolicy", "origin")


def test_each_runs_once_whatever_the_visitor_does(page: Page, service: Service) -> None:
    visit(page, service, inline("once"))
    press(page, "accept")
    settled(page, "once")
    page.evaluate(
        "kelisim.rejectAll(); kelisim.acceptAll(); document.body.append(document.querySelector('main script'))"
    )
    settled(page, "once")


def test_a_counter_runs_by_its_own_answer(page: Page, service: Service) -> None:
    visit(
        page,
        service,
        inline("metrica", 'data-category="analytics" data-counter="yandex-metrica"')
        + inline("zero", 'data-category="analytics" data-service="zero-kz"')
        + inline("category"),
    )
    page.evaluate("kelisim.decide({categories: {analytics: true}, counters: {'zero-kz': false}})")
    settled(page, "metrica", "category")


def test_what_the_site_does_not_know_never_runs(page: Page, service: Service) -> None:
    visit(
        page,
        service,
        inline("category", 'data-category="profiling"')
        + inline("counter", 'data-category="analytics" data-counter="hotjar"')
        + inline("object", 'data-category="constructor"'),
    )
    press(page, "accept")
    page.wait_for_timeout(100)
    assert ran(page) == []


def test_a_returning_visitor_does_not_wait_for_a_click(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    visit(page, service, inline("first") + inline("second", 'data-counter="meta-pixel"'))
    settled(page, "first", "second")


def test_what_is_necessary_runs_without_an_answer(page: Page, service: Service) -> None:
    visit(page, service, inline("necessary", 'data-category="necessary"') + inline("optional"))
    settled(page, "necessary")


def test_what_the_page_adds_later_is_held_and_released_too(page: Page, service: Service) -> None:
    visit(page, service, '<div id="late"></div>')
    add = """name => document.querySelector('#late').insertAdjacentHTML('beforeend',
        `<p><script type="text/plain" data-category="analytics">(window.ran ||= []).push('${name}')</script></p>`)"""
    page.evaluate(add, "before")
    page.wait_for_timeout(100)
    assert ran(page) == []
    press(page, "accept")
    settled(page, "before")
    page.evaluate(add, "after")
    settled(page, "before", "after")


def test_half_a_script_is_not_run(page: Page, service: Service) -> None:
    """The tag stands first in the head; the held script comes in two pieces."""
    visit(page, service)
    answered(page, service, ALL)
    tag = '<script src="/v1/sites/studyexpert/kelisim.js"></script>'
    body = html(inline("first") + inline("whole"), head=tag).encode()
    service.answers["/"] = Answer(body, pause_after=body.index(b"whole"))
    page.goto(service.url())
    settled(page, "first", "whole")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("'nonce-abc' 'self'", ["/a.js", "with"]),
        # Here a script that the page trusts may add others.
        ("'nonce-abc' 'strict-dynamic'", ["/a.js", "with", "without"]),
    ],
)
def test_a_strict_page_lets_them_in_by_their_nonce(
    page: Page, service: Service, policy: str, expected: list[str]
) -> None:
    script(service, "/a.js")
    body = (
        external("/a.js", 'nonce="abc" data-category="analytics"')
        + inline("with", 'nonce="abc" data-category="analytics"')
        + inline("without")
    )
    tag = '<script nonce="abc" src="/v1/sites/studyexpert/kelisim.js"></script>'
    # In a header: then the browser hides the nonce from the attributes.
    strict = {"Content-Security-Policy": f"script-src {policy}; style-src 'self'"}
    service.answers["/"] = Answer(html(body, head=tag).encode(), headers=strict)
    page.goto(service.url())
    expect(part(page, "banner")).to_have_css("position", "fixed")
    press(page, "customise")
    expect(part(page, "counter").first).to_be_visible()
    press(page, "accept")
    settled(page, *expected)


def test_the_banner_is_gone_before_what_was_allowed_runs(page: Page, service: Service) -> None:
    text = "document.querySelector('kelisim-banner')?.shadowRoot.querySelector('[part~=banner]') ? 'behind' : 'after'"
    held = f'<script type="text/plain" data-category="analytics">window.ran = [{text}]</script>'
    visit(page, service, held)
    press(page, "accept")
    page.wait_for_function("window.ran")
    assert ran(page) == ["after"]
