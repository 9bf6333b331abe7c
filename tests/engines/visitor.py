"""A visitor with Firefox or WebKit: the demo's pages, what the banner shows her, and what she does."""

from __future__ import annotations

from typing import Any

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from app.web.demo.vendors import address_of
from tests.engines.waiting import until

_COLLECTOR = "/demo/collector/"

# The uppermost of what carries this name for `::part()`, or an input of that name.
_PART = """
const root = document.querySelector("kelisim-banner")?.shadowRoot;
return [...root?.querySelectorAll(`[part~="${arguments[0]}"],[name="${arguments[0]}"]`) ?? []].pop();
"""
_FOCUSED = """
let focused = document.activeElement;
while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
return focused.name || focused.getAttribute("part") || focused.dataset.consent || focused.localName;
"""
_ASKED_FOR = "return performance.getEntriesByType('resource').map(({name}) => name)"
_BOX = "const {left, top, width, height} = arguments[0].getBoundingClientRect(); return [left, top, width, height]"
_FORGET = "localStorage.clear(); sessionStorage.clear()"
_ACKNOWLEDGED = "return Object.keys(localStorage).every((key) => !key.endsWith('.outbox') || localStorage[key] == '[]')"


class Visitor:
    """Someone whose browser is not Chromium."""

    def __init__(self, driver: WebDriver, service: str) -> None:
        self.driver = driver
        self.service = service

    def visit(self, site: str, language: str = "ru") -> None:
        """Open the site's first page and wait until the banner knows where it stands."""
        self.driver.get(f"{self.service}/demo/{site}?lang={language}")
        self.await_banner()

    def reload(self) -> None:
        """Load the same page again."""
        self.driver.refresh()
        self.await_banner()

    def await_banner(self) -> None:
        """Wait until the banner's script has run, and has had a frame to show itself."""
        until(lambda: self.ask("return Boolean(window.kelisim?.standing && document.body)"), "no banner came")
        self.see()

    def forget(self) -> None:
        """Leave as one who was never here; not before the service has answered, which sets the cookie too."""
        self.await_kept()
        self.driver.delete_all_cookies()
        self.ask(_FORGET)
        self.driver.get("about:blank")

    def ask(self, script: str, *values: object) -> Any:
        """Ask the page something."""
        return self.driver.execute_script(script, *values)

    def sees(self, part: str) -> WebElement | None:
        """Return the uppermost part of the banner of this name; none when it is not shown."""
        found: WebElement | None = self.ask(_PART, part)
        return found

    def part(self, name: str) -> WebElement:
        """Return the part of this name once it is there."""
        until(lambda: self.sees(name), f"there is no {name}")
        found = self.sees(name)
        assert found is not None
        return found

    def text_of(self, part: str) -> str:
        """Return what a part of the banner says."""
        return str(self.ask("return arguments[0].textContent", self.part(part)))

    def box_of(self, part: str) -> list[float]:
        """Return where a part of the banner stands: left, top, width, height."""
        box: list[float] = self.ask(_BOX, self.part(part))
        return box

    def press(self, part: str) -> None:
        """Click a part of the banner with the pointer, and see it obeyed."""
        self._click(self.part(part))
        self.see()

    def follow(self, selector: str) -> None:
        """Click something of the page."""
        self._click(self.driver.find_element("css selector", selector))

    def type(self, *keys: str) -> None:
        """Press keys, one after another, wherever the focus is."""
        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def see(self) -> None:
        """Wait until the frame has been seen before which a click's wish is not fulfilled."""
        self.ask("return new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)))")

    def _click(self, element: WebElement) -> None:
        # A driver scrolls to what is outside the window, but not out from under the buttons that stay in sight.
        self.ask("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()

    @property
    def focused(self) -> list[str]:
        """The names of what has the focus."""
        return str(self.ask(_FOCUSED)).split()

    @property
    def standing(self) -> dict[str, Any]:
        """The standing, as the page sees it."""
        held: dict[str, Any] = self.ask("return kelisim.standing")
        return held

    @property
    def allowed(self) -> set[str]:
        """The counters that the page may run."""
        return {counter for counter, allowed in self.standing["counters"].items() if allowed}

    @property
    def ran(self) -> set[str]:
        """The counters that this page has asked anything of."""
        asked = [str(url).partition(_COLLECTOR)[2] for url in self.ask(_ASKED_FOR)]
        return {str(known.counter) for known in map(address_of, asked) if known}

    @property
    def cookies(self) -> set[str]:
        """The names of the cookies that this page has."""
        return {cookie["name"] for cookie in self.driver.get_cookies()}

    def await_runs(self, counters: set[str]) -> None:
        """Wait until all of these counters have run in this page."""
        until(lambda: self.ran >= counters, f"not all of {sorted(counters)} ran")

    def await_kept(self) -> None:
        """Wait until the service has acknowledged every answer."""
        until(lambda: self.ask(_ACKNOWLEDGED), "an answer was not acknowledged")
