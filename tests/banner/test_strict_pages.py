"""Pages that let in as little as they can: a nonce, what it brings with it, no inline style, trusted types only."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import await_that, html, part, press, ran, see, sent, standing
from tests.banner.service import Answer, Service, sample_settings

POLICY = (
    "default-src 'none'; connect-src 'self'; style-src 'self'; script-src 'nonce-abc' 'strict-dynamic'; "
    "require-trusted-types-for 'script'; base-uri 'none'"
)
TAG = '<script async nonce="abc" src="/v1/sites/studyexpert/kelisim.js"></script>'
# What a page has that loads anything by script: it says which strings become scripts.
OWN = """<script nonce="abc">
    trustedTypes.createPolicy("default", {createScriptURL: (url) => url, createScript: (text) => text});
</script>"""
HELD = (
    '<script type="text/plain" nonce="abc" data-category="analytics">(window.ran ||= []).push("inline")</script>'
    '<script type="text/plain" nonce="abc" data-category="analytics" data-src="/counter.js"></script>'
)

pytestmark = pytest.mark.usefixtures("faults")


def _open(page: Page, service: Service, head: str = TAG) -> list[str]:
    """Open a strict page, and return where what it refuses will be told."""
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if told.type == "error" else None)
    service.answers["/counter.js"] = Answer(b'window.ran.push("external")', "text/javascript")
    body = html(HELD, head=head).replace('<link rel="icon" href="data:,">', "")
    service.answers["/"] = Answer(body.encode(), headers={"Content-Security-Policy": POLICY})
    service.answers["/favicon.ico"] = Answer()
    page.goto(service.url())
    # Playwright's own waiting would need `eval`.
    await_that(page, lambda: page.evaluate("!!window.kelisim?.standing"), "the banner's script did not run")
    return refused


def test_the_banner_asks_explains_and_records(page: Page, service: Service) -> None:
    refused = _open(page, service)
    expect(part(page, "banner")).to_have_css("position", "fixed")
    press(page, "customise")
    expect(part(page, "counter").first).to_be_visible()
    page.get_by_role("dialog").locator("[part~=reject]").click()
    see(page)
    expect(page.get_by_role("status")).not_to_be_empty()

    assert standing(page)["status"] == "refused"
    assert sent(page, service, 1)[0].json["method"] == "reject-all"
    assert refused == []


def test_what_was_held_runs_where_the_page_says_what_becomes_a_script(page: Page, service: Service) -> None:
    refused = _open(page, service, OWN + TAG)
    press(page, "accept")
    await_that(page, lambda: len(ran(page)) == 2, "what was held did not run")

    assert ran(page) == ["inline", "external"]
    assert refused == []


def test_what_was_held_runs_by_the_banners_own_policy(page: Page, service: Service) -> None:
    service.settings = sample_settings(modules={"trust": True})
    refused = _open(page, service)
    press(page, "accept")
    await_that(page, lambda: len(ran(page)) == 2, "what was held did not run")

    assert ran(page) == ["inline", "external"]
    assert refused == []


def test_nothing_but_what_is_marked_up_becomes_a_script_by_it(page: Page, service: Service) -> None:
    service.settings = sample_settings(modules={"trust": True})
    _open(page, service)
    made = "document.createElement('script').src = '/counter.js'"
    assert page.evaluate(f"(() => {{ try {{ {made} }} catch (fault) {{ return fault.name }} }})()") == "TypeError"
