"""The page is left as it is: where it is scrolled to, what has the focus, and its own open dialog."""

from threading import Semaphore

import pytest
from playwright.sync_api import Page, expect

from app.domain.look import Look
from app.services.composing.theme import theme_of
from tests.banner.pages import html, part, press, standing, visit
from tests.banner.service import Service, sample_settings
from tests.banner.test_accessibility import findings
from tests.makers import a_site

pytestmark = pytest.mark.usefixtures("faults")

LONG = "<p>Текст.</p>" * 200 + '<input id="search">'


@pytest.mark.parametrize("layout", ["box", "bar", "modal"])
def test_asking_and_answering_do_not_scroll_the_page(page: Page, service: Service, layout: str) -> None:
    service.settings = sample_settings(layout=layout)
    service.gates["kelisim.js"] = gate = Semaphore(0)
    service.pages["/"] = html(LONG)
    page.goto(service.url(), wait_until="commit")
    page.wait_for_function("document.querySelector('#search')")
    page.evaluate("scrollTo(0, 1500)")
    gate.release()
    expect(part(page, "banner")).to_be_visible()
    press(page, "reject")
    expect(part(page, "banner")).to_have_count(0)
    assert page.evaluate("scrollY") == 1500


def test_a_dialog_of_the_page_stays_open_and_keeps_the_focus(page: Page, service: Service) -> None:
    dialog = '<dialog id="own"><button id="ok" autofocus>OK</button></dialog><script>own.showModal()</script>'
    visit(page, service, dialog)
    expect(part(page, "banner")).to_have_count(1)
    expect(page.locator("#ok")).to_be_focused()
    page.evaluate("kelisim.rejectAll()")
    expect(part(page, "banner")).to_have_count(0)
    assert page.evaluate("own.open")
    expect(page.locator("#ok")).to_be_focused()


@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_axe_finds_nothing_in_the_flow_of_the_page(page: Page, service: Service, lang: str) -> None:
    theme = theme_of(a_site(look=Look("inline", "bottom")))
    service.settings = sample_settings(layout="inline", position="bottom", modules={"theme": theme, "inline": True})
    visit(page, service, '<div data-consent="banner"></div>', lang=lang)
    expect(part(page, "banner")).to_be_visible()
    assert findings(page) == []


def test_a_page_that_swaps_its_body_still_asks(page: Page, service: Service) -> None:
    visit(page, service)
    expect(part(page, "banner")).to_be_visible()
    page.evaluate("document.body.replaceWith(Object.assign(document.createElement('body'), {innerHTML: '<h1>2</h1>'}))")
    expect(part(page, "banner")).to_be_visible()
    press(page, "reject")
    assert standing(page)["status"] == "refused"


def test_a_message_takes_its_room_at_once(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("""() => {
      window.heights = [];
      const look = () => {
        const said = document.querySelector("kelisim-banner")?.shadowRoot.querySelector("[part=message]");
        if (said) heights.push(said.offsetHeight);
        requestAnimationFrame(look);
      };
      look();
    }""")
    press(page, "reject")
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.get_by_role("status")).not_to_be_empty()
    page.wait_for_function("heights.length > 9")
    assert page.evaluate("new Set(heights).size") == 1
