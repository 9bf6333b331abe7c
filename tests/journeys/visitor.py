"""A visitor of a demo site: her page, what the banner shows her, and what is recorded of it all."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

from tests.journeys.banner import FirstLayer, Message, SecondLayer
from tests.journeys.recorder import Recorder

_PATIENCE_SECONDS = 30.0

# Milliseconds; Clarity, told to wait for consent, ends and starts anew a quarter of a second later, also where it was
# told to stop meanwhile.
_START = 300

# Milliseconds; longer than any rhythm in which a counter of the demo reports.
_LINGER = 2600

_NOTHING_WAITS = """Object.keys(localStorage).every(
  (key) => !key.endsWith(".outbox") || localStorage[key] === "[]"
)"""

_WATCH_SHIFTS = """
  window.shifts = [];
  const told = ({node, previousRect, currentRect}) =>
    `${node?.cloneNode().outerHTML ?? node?.nodeName} from ${previousRect.y} to ${currentRect.y}`;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) shifts.push(entry.value, ...entry.sources.map(told));
    }
  }).observe({type: "layout-shift", buffered: true});
"""


class Visitor:
    """Someone with a browser."""

    def __init__(self, context: BrowserContext, service: str) -> None:
        self.service = service
        self.context = context
        self.recorder = Recorder(context, service)
        context.add_init_script(_WATCH_SHIFTS)
        self.page: Page = context.new_page()
        self.first_layer = FirstLayer(self.page)
        self.second_layer = SecondLayer(self.page)
        self.message = Message(self.page)

    def visit(self, site: str, name: str = "", language: str = "ru") -> None:
        """Open a page of the site and wait until the banner knows where it stands."""
        path = "/".join(part for part in ("demo", site, name) if part)
        self.page.goto(f"{self.service}/{path}?lang={language}")
        self.await_banner()

    def reload(self) -> None:
        """Load the same page again."""
        self.page.reload()
        self.await_banner()

    def leave(self) -> None:
        """Leave the site, with all that its counters still had under way, and note anew from here."""
        self.page.goto("about:blank")
        self.page.wait_for_timeout(300)
        self.recorder.clear()

    def next_page(self) -> None:
        """Follow the site's own link to its other page."""
        with self.page.expect_navigation():
            self._next_link.click()
        self.await_banner()

    def come_to_next_page(self) -> None:
        """Leave the site, and come to its other page from elsewhere."""
        other = str(self._next_link.evaluate("link => link.href"))
        self.leave()
        self.page.goto(other)
        self.await_banner()

    @property
    def _next_link(self) -> Locator:
        return self.page.locator("header.top nav a").nth(1)

    def await_banner(self) -> None:
        """Wait until the banner's script has run."""
        self.page.wait_for_function("() => Boolean(window.kelisim?.standing)")

    @property
    def standing(self) -> dict[str, Any]:
        """The standing, as the page sees it."""
        standing: dict[str, Any] = self.page.evaluate("kelisim.standing")
        return standing

    def cookie(self, name: str) -> str:
        """The value of a cookie."""
        jar = {each.get("name"): each.get("value", "") for each in self.context.cookies()}
        return jar[name]

    def press(self, button: Locator) -> None:
        """Click a button, and see it obeyed: the banner goes first, the rest follows right after that frame."""
        button.click()
        self.page.evaluate("new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)))")

    def open_preferences(self) -> None:
        """Open the second layer from the foot of the page, which counters that watch links notice."""
        if self.message.box.count():
            self.message.hide.click()
        self.page.locator("footer [data-consent=preferences]").click()
        self.second_layer.box.wait_for()

    def allow_only(self, *names: str) -> None:
        """Allow these categories and counters, on the second layer, and nothing else."""
        self.first_layer.customise.click()
        for name in names:
            self.second_layer.switch(name).check()
        self.press(self.second_layer.save)

    def withdraw(self) -> None:
        """Withdraw by the link at the foot of the page, once nothing is said any more in front of it."""
        if self.message.box.count():
            self.message.hide.click()
        self.press(self.page.locator("footer [data-consent=withdraw]"))

    def linger(self, milliseconds: int = _LINGER) -> None:
        """Do what visitors do: move, follow a link, click, scroll, and stay a while."""
        self.page.mouse.move(200, 300)
        self.page.locator("a.skip").press("Enter")
        self.page.locator("main h1, main h2").first.click()
        self.page.mouse.wheel(0, 900)
        self.page.wait_for_timeout(milliseconds)

    def await_that(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds, while the browser goes on; fail with a sentence."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < until, what
            self.page.wait_for_timeout(40)

    def await_runs(self, counters: set[str]) -> None:
        """Wait until all of these counters have run."""
        self.await_that(
            lambda: self.recorder.ran >= counters,
            f"of {sorted(counters)} only {sorted(self.recorder.ran)} ran",
        )

    def await_started(self, counters: set[str]) -> None:
        """Wait until all of these counters have run, and the page has carried out what they loaded and put off."""
        self.await_runs(counters)
        self.await_that(lambda: not self.recorder.loading, "a script did not come")
        self.page.evaluate("new Promise(requestAnimationFrame)")
        self.page.wait_for_timeout(_START)

    def await_answer_kept(self) -> None:
        """Wait until the service has acknowledged an answer, and the page knows."""
        self.await_that(
            lambda: any(each.url.endswith("/consents") and each.ok for each in self.recorder.answers),
            "the service acknowledged no answer",
        )
        self.await_that(lambda: self.page.evaluate(_NOTHING_WAITS), "the page still waits to send")

    def await_rest(self) -> None:
        """Wait until the page has told and fetched what it leaves for when nothing else is to be done."""
        self.await_that(
            lambda: {"POST shown", "GET details"} <= {call.split("/")[0] for call in self.recorder.asked},
            "the page came to no rest",
        )

    def ask_service(self, path: str) -> dict[str, Any]:
        """Ask the service something about this visitor."""
        answer = self.context.request.get(f"{self.service}/v1/sites/{path}")
        assert answer.ok, answer.text()
        told: dict[str, Any] = answer.json()
        return told
