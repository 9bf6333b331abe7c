"""What real pages bring, in Firefox and in WebKit: the back button, strict policies, frames without storage."""

from __future__ import annotations

from tests.banner.pages import html
from tests.banner.service import Answer
from tests.banner.service import Service as StandIn
from tests.engines.visitor import Visitor
from tests.engines.waiting import until

POLICY = "default-src 'none'; connect-src 'self'; style-src 'self'; script-src 'nonce-abc' 'strict-dynamic'"
TAG = '<script async nonce="abc" src="/v1/sites/studyexpert/kelisim.js"></script>'
HELD = '<script type="text/plain" nonce="abc" data-category="analytics">window.ran = true</script>'


def test_who_goes_back_is_not_asked_what_she_has_answered(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.part("banner")
    visitor.follow("header.top nav li:nth-child(2) a, header.top nav a:nth-child(2)")
    visitor.await_banner()
    visitor.press("reject")
    visitor.await_kept()
    visitor.driver.back()
    visitor.await_banner()

    until(lambda: visitor.sees("banner") is None, "the banner still asks")
    assert visitor.standing["status"] == "refused"
    assert visitor.ran == set()


def test_a_strict_page_is_asked_and_obeyed_too(visitor: Visitor, stand_in: StandIn) -> None:
    page = html(HELD, head=TAG).encode()
    stand_in.answers["/"] = Answer(page, headers={"Content-Security-Policy": POLICY})
    visitor.driver.get(stand_in.url())
    visitor.await_banner()
    accept, reject = visitor.box_of("accept"), visitor.box_of("reject")
    assert accept[2:] == reject[2:]
    assert accept[3] >= 44
    visitor.press("customise")
    visitor.part("counter")
    visitor.press("accept")

    until(lambda: visitor.ask("return window.ran"), "what was held did not run")
    until(lambda: stand_in.sent("consents"), "nothing was recorded")


def test_a_frame_that_may_keep_nothing_runs_nothing(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.pages["/"] = "<!doctype html><title>Page</title><iframe sandbox='allow-scripts' src='/framed'></iframe>"
    stand_in.pages["/framed"] = html(HELD)
    visitor.driver.get(stand_in.url())
    visitor.driver.switch_to.frame(0)
    visitor.await_banner()
    visitor.ask("arguments[0].click()", visitor.part("accept"))
    visitor.ask("return new Promise((seen) => setTimeout(seen, 200))")

    assert not visitor.ask("return window.ran")
    assert not visitor.allowed
    assert stand_in.sent("consents") == []
    visitor.driver.switch_to.default_content()
