"""Pages of a sample site, and what a visitor does on them."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from playwright.sync_api import Cookie, Locator, Page

from tests.banner.service import Asked, Service

TAG = '<script async src="/v1/sites/studyexpert/kelisim.js"></script>'
VISITOR = "q3ZzT1yJTe2xq0u7p0m3Yw"
ALL = "necessary~functional~analytics~advertising~yandex-metrica~google-analytics-4~zero-kz~meta-pixel~google-ads"


def html(body: str = "", *, head: str = TAG, lang: str = "ru", end: str = "") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Проба</title>'
        f'<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">{head}</head>'
        f"<body><main><h1>Проба</h1>{body}</main>{end}</body></html>"
    )


def visit(page: Page, service: Service, body: str = "", **parts: str) -> None:
    """Open a page with this body, and wait until the banner's script has run."""
    service.pages["/"] = html(body, **parts)
    page.goto(service.url())
    page.wait_for_function("window.kelisim?.standing")


def answered(
    page: Page, service: Service, grants: str = "necessary", *, edition: int = 1, at: int | None = None
) -> None:
    """Give the visitor's browser the cookie of an earlier answer."""
    seconds = at if at is not None else int(page.evaluate("Date.now() / 1e3 | 0")) - 60
    value = f"1.{VISITOR}.{edition}.{seconds}.{grants}"
    page.context.add_cookies([{"name": "kelisim", "value": value, "url": service.url()}])


def part(page: Page, name: str) -> Locator:
    """Return what carries that name for `::part()`."""
    return page.locator(f"[part~={name}]")


def press(page: Page, name: str) -> None:
    """Click a button of the uppermost layer, and see it obeyed."""
    part(page, name).last.click()
    if name != "reload":
        see(page)


def see(page: Page) -> None:
    """Wait until the frame has been seen before which a click's wish is not fulfilled."""
    page.evaluate("new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)))")


def rest(page: Page) -> None:
    """Wait until the page has done what it left for when it has nothing better to do."""
    page.evaluate("new Promise((rested) => requestIdleCallback(() => rested()))")


def cookies(page: Page) -> list[Cookie]:
    """Return the cookies that exist, with where they were set.

    A page's writes travel beside it; its own reads are answered after them.
    """
    page.evaluate("document.cookie")
    return page.context.cookies()


def cookie(page: Page) -> str:
    """Return the value of Kelisim's cookie; empty without one."""
    return next((each["value"] for each in cookies(page) if each["name"] == "kelisim"), "")


def standing(page: Page) -> dict[str, Any]:
    held: dict[str, Any] = page.evaluate("kelisim.standing")
    return held


def ran(page: Page) -> list[str]:
    """Return what the page's scripts have left in `window.ran`, in order."""
    left: list[str] = page.evaluate("window.ran || []")
    return left


def await_that(page: Page, holds: Callable[[], object], what: str) -> None:
    """Wait until something holds that the browser brings about; fail with a sentence."""
    deadline = monotonic() + 30
    while not holds():
        assert monotonic() < deadline, what
        page.wait_for_timeout(20)


def sent(page: Page, service: Service, count: int, call: str = "consents") -> list[Asked]:
    """Return what came in for a call, once there are so many; it travels beside what the page shows."""
    await_that(page, lambda: len(service.sent(call)) >= count, f"not {count} {call} came in")
    return service.sent(call)


def waits(page: Page) -> int:
    """Return how many decisions wait to be acknowledged."""
    count: int = page.evaluate("JSON.parse(localStorage['kelisim.studyexpert.outbox'] || '[]').length")
    return count


def await_delivery(page: Page) -> None:
    """Wait until every decision is acknowledged."""
    await_that(page, lambda: waits(page) == 0, "a decision was not acknowledged")
