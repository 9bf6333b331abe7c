"""Untouched snippets wait and go in their order, in Firefox and in WebKit."""

from __future__ import annotations

from tests.banner.pages import html
from tests.banner.service import Answer, sample_settings
from tests.banner.service import Service as StandIn
from tests.engines.visitor import Visitor
from tests.engines.waiting import until

TAG = '<script src="/v1/sites/studyexpert/kelisim.js"></script>'
SNIPPETS = """<script>
const script = document.createElement('script');
script.src = '/vendor/script.js';
document.head.append(script);
new Image().src = '/vendor/image.png';
fetch('/vendor/fetch').then(({ok}) => window.fetched = ok);
window.sent = navigator.sendBeacon('/vendor/beacon', 'x');
const request = new XMLHttpRequest();
request.open('GET', '/vendor/xhr');
request.onload = () => window.loaded = request.status;
request.send();
fetch('/own');
</script>"""
NAMES = {"script.js", "image.png", "fetch", "beacon", "xhr"}


def _open(visitor: Visitor, stand_in: StandIn) -> None:
    address = rf"127\.0\.0\.1:{stand_in.port}/vendor/"
    stand_in.settings = sample_settings(modules={"holdBack": {"zero-kz": address}})
    stand_in.answers["/vendor/script.js"] = Answer(b"window.ran = true", "text/javascript")
    for name in ("/vendor/fetch", "/vendor/xhr", "/vendor/beacon", "/vendor/image.png", "/own"):
        stand_in.answers[name] = Answer()
    stand_in.pages["/"] = html(SNIPPETS, head=TAG)
    visitor.driver.get(stand_in.url())
    visitor.await_banner()
    until(lambda: any(each.path == "/own" for each in stand_in.asked), "what is no counter's has to go")


def _came(stand_in: StandIn) -> list[str]:
    return [each.path.removeprefix("/vendor/") for each in stand_in.asked if each.path.startswith("/vendor/")]


def test_what_scripts_start_and_send_waits_for_her(visitor: Visitor, stand_in: StandIn) -> None:
    _open(visitor, stand_in)
    assert _came(stand_in) == [], visitor.ask("return [document.cookie, JSON.stringify(window.kelisim.standing)]")
    assert visitor.ask("return Boolean(window.sent)")  # as the page is told
    visitor.press("accept")
    until(lambda: visitor.ask("return window.ran && window.fetched && window.loaded"), "not all came to its end")
    until(lambda: set(_came(stand_in)) == NAMES, "not all came")

    assert len(_came(stand_in)) == len(NAMES)


def test_what_she_refuses_is_never_asked_for(visitor: Visitor, stand_in: StandIn) -> None:
    _open(visitor, stand_in)
    visitor.press("reject")
    until(lambda: stand_in.sent("consents"), "nothing was recorded")
    visitor.ask("navigator.sendBeacon('/vendor/beacon'); fetch('/own?again')")
    until(lambda: any(each.path == "/own?again" for each in stand_in.asked), "the page's own has to go")

    assert _came(stand_in) == []
    assert not visitor.ask("return window.ran")
