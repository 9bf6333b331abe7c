"""Both layers by keyboard alone: in order, without a trap, and the focus comes back."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import part, see, standing, visit
from tests.banner.service import Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")

FOCUSED = """() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.getAttribute("part")?.split(" ").pop() || active?.name || active?.id || active?.localName;
}"""

ATTENDED = "document.documentElement.style.scrollPaddingBlock"


def walk(page: Page, steps: int) -> list[str]:
    """Press Tab so often, and return what had the focus after each."""
    seen: list[str] = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
    return seen


@pytest.mark.parametrize("layout", ["box", "bar"])
def test_the_banner_comes_first_and_lets_go(page: Page, service: Service, layout: str) -> None:
    service.settings = sample_settings(layout=layout)
    visit(page, service, '<a id="page" href="#">Ссылка</a>')
    expect(part(page, "banner")).to_be_visible()
    assert walk(page, 5) == ["link", "accept", "reject", "customise", "page"]


def test_the_whole_way_of_a_visitor_with_a_keyboard(page: Page, service: Service) -> None:
    visit(page, service, '<a id="page" href="#">Ссылка</a>')
    expect(part(page, "banner")).to_be_visible()
    walk(page, 4)
    page.keyboard.press("Enter")
    expect(part(page, "facts")).to_be_attached()
    assert page.evaluate(FOCUSED) == "title"  # the heading: no button is closer than another
    assert walk(page, 3) == ["close", "switch", "switch"]
    page.keyboard.press("Space")
    expect(page.get_by_label("Аналитика", exact=True)).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate(FOCUSED) == "customise"
    assert standing(page)["status"] == "unknown"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    see(page)
    assert standing(page)["status"] == "refused"
    expect(page.get_by_role("status")).not_to_be_empty()
    walk(page, 1)
    assert page.evaluate(FOCUSED) in {"hide", "page"}


def test_the_dialog_keeps_the_focus(page: Page, service: Service) -> None:
    visit(page, service, '<a id="page" href="#">Ссылка</a>')
    part(page, "customise").click()
    expect(part(page, "facts")).to_be_attached()
    assert "page" not in walk(page, 30)


def test_the_focus_goes_back_to_where_it_was(page: Page, service: Service) -> None:
    visit(page, service, '<input id="search">')
    page.wait_for_function(ATTENDED)
    page.locator("#search").focus()
    part(page, "reject").focus()
    page.keyboard.press("Enter")
    see(page)
    assert page.evaluate(FOCUSED) == "search"


def test_the_focus_goes_back_to_the_link_that_opened_the_settings(page: Page, service: Service) -> None:
    visit(page, service, '<a id="settings" href="#" data-consent="preferences">Настройки</a>')
    page.locator("#settings").focus()
    page.keyboard.press("Enter")
    expect(part(page, "facts")).to_be_attached()
    part(page, "dialog").locator("[part~=reject]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "settings"


def test_the_modal_layout_gives_no_button_the_focus(page: Page, service: Service) -> None:
    service.settings = sample_settings(layout="modal")
    visit(page, service, '<a id="page" href="#">Ссылка</a>')
    expect(part(page, "banner")).to_be_visible()
    assert page.evaluate(FOCUSED) == "title"
    assert walk(page, 4) == ["link", "accept", "reject", "customise"]


@pytest.mark.parametrize(("layout", "position"), [("bar", "bottom"), ("bar", "top"), ("box", "bottom-left")])
def test_what_has_the_focus_is_never_hidden_behind_the_banner(
    page: Page, service: Service, layout: str, position: str
) -> None:
    service.settings = sample_settings(layout=layout, position=position)
    page.set_viewport_size({"width": 400, "height": 700})
    visit(page, service, "".join(f'<p style="height: 90px"><a href="#">{number}</a></p>' for number in range(40)))
    page.wait_for_function(ATTENDED)
    walk(page, 4)
    hidden = """() => {
        const {top, bottom, left, right} = document.activeElement.getBoundingClientRect();
        const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return seen !== document.activeElement;
    }"""
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate(hidden)
    for _ in range(10):
        page.keyboard.press("Shift+Tab")
        assert not page.evaluate(hidden)


@pytest.mark.parametrize(("width", "height"), [(1200, 640), (400, 700)])
def test_what_has_the_focus_is_never_hidden_behind_the_buttons_of_the_settings(
    page: Page, service: Service, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit(page, service)
    part(page, "customise").click()
    expect(part(page, "facts")).to_be_attached()
    hidden = """() => {
        const root = document.activeElement.shadowRoot, focused = root?.activeElement;
        if (!focused) return false; // the browser's own bars have their turn
        const {top, bottom, left, right} = focused.getBoundingClientRect();
        return !focused.contains(root.elementFromPoint((left + right) / 2, (top + bottom) / 2));
    }"""
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate(hidden), page.evaluate(FOCUSED)
