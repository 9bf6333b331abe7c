"""A banner in the flow of the page moves nothing: layout shift is 0, as the browser itself counts it."""

from threading import Semaphore

import pytest
from playwright.sync_api import Page, expect

from app.domain.look import Look
from app.services.composing.theme import theme_of
from tests.banner.pages import TAG, answered, html, part, press
from tests.banner.service import Answer, Service, sample_settings
from tests.makers import a_site

pytestmark = pytest.mark.usefixtures("faults")

BLOCKING = '<script src="/v1/sites/studyexpert/kelisim.js"></script>'
BEFORE = "<p>До.</p>" * 3
PLACE = '<div data-consent="banner"></div>'
AFTER = "<p>После.</p>" * 30
SHIFTED = """new Promise((told) => {
    const sum = (list) => list.getEntries().reduce((sum, each) => sum + each.value, 0);
    new PerformanceObserver((list) => told(sum(list))).observe({type: "layout-shift", buffered: true});
    setTimeout(told, 500, 0);  // it tells nothing where nothing was moved
})"""


@pytest.fixture(autouse=True)
def _inline(service: Service) -> None:
    theme = theme_of(a_site(look=Look("inline", "bottom")))
    service.settings = sample_settings(layout="inline", position="bottom", modules={"theme": theme, "inline": True})


def _shifted(page: Page) -> float:
    """Return by how much the page was moved, other than by its visitor; what is painted has been counted."""
    page.evaluate("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    shifted: float = page.evaluate(SHIFTED)
    return shifted


@pytest.mark.parametrize("width", [360, 1440])
def test_a_blocking_tag_needs_no_room_kept_free(page: Page, service: Service, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    service.answers["/slow.js"] = Answer(b"", "text/javascript")
    service.delays["/slow.js"] = 0.5
    body = html(BEFORE + PLACE + AFTER, head=BLOCKING, end='<script src="/slow.js"></script>').encode()
    # The network falters before the place and again after it: each part of the page is painted by itself.
    service.answers["/"] = Answer(body, pause_after=body.index(PLACE.encode()))
    page.goto(service.url())
    expect(part(page, "banner")).to_be_visible()
    assert part(page, "placed").count() == 1
    assert _shifted(page) == 0


def test_an_async_tag_moves_nothing_where_room_is_kept_free(page: Page, service: Service) -> None:
    service.gates["kelisim.js"] = gate = Semaphore(0)
    kept_free = PLACE.replace("><", ' style="min-height: 15rem"><')
    service.pages["/"] = html(BEFORE + kept_free + AFTER, head=TAG)
    page.goto(service.url(), wait_until="commit")
    expect(page.get_by_text("После.").last).to_be_attached()
    page.evaluate("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    gate.release()
    expect(part(page, "banner")).to_be_visible()
    assert _shifted(page) == 0


def test_who_has_answered_has_no_room_kept_free(page: Page, service: Service) -> None:
    kept_free = PLACE.replace("><", ' style="min-height: 15rem"><')
    service.pages["/"] = html(BEFORE + kept_free + AFTER, head=BLOCKING)
    page.goto(service.url())
    place = page.locator("[data-consent=banner]")
    expect(place).to_be_visible()
    press(page, "reject")
    expect(place).to_be_hidden()
    answered(page, service)
    page.goto(service.url())
    expect(place).to_be_hidden()
    assert _shifted(page) == 0
