"""axe finds nothing on any page of the console, in each language, light and dark; nothing is wider than a phone."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from flask.testing import FlaskClient
from playwright.sync_api import Error, Page, Route
from werkzeug.test import TestResponse

from tests.web.furnished import every_page, furnished

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_HOME = "http://localhost"
_AXE = """async left => {
  const {violations} = await axe.run(document, {
    iframes: false, resultTypes: ["violations"], rules: Object.fromEntries(left.map(rule => [rule, {enabled: false}])),
  });
  return violations.flatMap(found => found.nodes.map(node => `${found.id}: ${node.target} ${node.failureSummary}`));
}"""
"""What frames show is the banner, which has tests of its own."""

_PHONE = 360
_WIDER = """width => [...document.querySelectorAll("html, body, body *")]
  .filter(each => each.scrollWidth > (each === document.documentElement ? width : each.clientWidth))
  .filter(each => each.matches("html, body") || /auto|scroll/.test(getComputedStyle(each).overflowX))
  .filter(each => !each.matches(".scrolls, pre, textarea"))
  .map(each => `${each.tagName} ${each.className}`)"""
"""What has to be moved sideways to be read; a table of many numbers may, and code."""


_SIGHTS: Mapping[str, tuple[Literal["light", "dark"], int, tuple[str, ...]]] = {
    "en": ("light", 1440, ()),
    "kk": ("dark", 360, ()),
    "ru": ("light", 1024, ("color-contrast",)),
}
"""In which light, how wide, and without which rules: no colour is of a language."""


@pytest.mark.parametrize("language", _SIGHTS)
def test_every_page_is_sound(page: Page, tmp_path: Path, language: str) -> None:
    """Nothing is served: the browser is handed what the service answers, to forms too."""
    scheme, width, left = _SIGHTS[language]
    app = furnished(tmp_path)
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.add_init_script(f"if (top === self) {{ {Axe().axe_script} }}")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    screen = Screen(page, app.test_client(use_cookies=False))
    found: list[str] = []
    seen = 0
    for name, way in every_page(app):
        screen.show(way(language))
        found += (f"{name}: {each}" for each in page.evaluate(_AXE, left))
        page.set_viewport_size({"width": _PHONE, "height": 900})
        found += (f"{name}: wider than a phone: {each}" for each in _wider(page))
        page.set_viewport_size({"width": width, "height": 900})
        seen += 1
    assert found == []
    assert heard == []
    assert seen > 60


def _wider(page: Page) -> list[str]:
    """Return what is too wide, once a plot has had the time to be drawn anew."""
    with suppress(Error):
        page.wait_for_function(f"width => !({_WIDER})(width).length", arg=_PHONE)
    wider: list[str] = page.evaluate(_WIDER, _PHONE)
    return wider


class Screen:
    """Shows what the service answers; frames stay empty unless they are asked for."""

    def __init__(self, page: Page, client: FlaskClient, *, has_frames: bool = False) -> None:
        self._page, self._client, self._has_frames = page, client, has_frames
        self._shown: TestResponse | None = None
        page.route("**/*", self._answer)

    def show(self, shown: TestResponse) -> None:
        """Show an answer under the address that was asked for it."""
        self._shown = shown
        self._page.goto(_HOME + shown.request.path)

    def _answer(self, route: Route) -> None:
        assert self._shown is not None
        is_document = route.request.resource_type == "document"
        is_frame = route.request.frame.parent_frame is not None
        if is_document and not is_frame:
            route.fulfill(headers=dict(self._shown.headers), body=self._shown.data)
        elif is_document and not self._has_frames:
            route.fulfill(content_type="text/html", body="")
        else:
            parts = urlsplit(route.request.url)
            cookies = self._shown.request.environ.get("HTTP_COOKIE", "")
            answer = self._client.get(f"{parts.path}?{parts.query}", headers={"Cookie": cookies})
            route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.data)
