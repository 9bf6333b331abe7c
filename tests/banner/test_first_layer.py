"""The first layer asks, in the right language and place, and weighs no answer more than another."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import answered, await_that, cookie, part, press, sent, standing, visit
from tests.banner.service import Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")


def test_a_new_visitor_is_asked(page: Page, service: Service) -> None:
    visit(page, service)
    banner = page.get_by_role("region", name="Разрешить файлы cookie и счётчики?")
    expect(banner).to_be_visible()
    expect(banner.get_by_role("heading")).to_have_text(service.settings["languages"]["ru"]["title"])
    expect(banner).to_contain_text("ТОО «М&К»")
    expect(banner.get_by_role("link")).to_have_attribute("href", "https://studyexpert.pro/privacy")
    expect(banner.get_by_role("button")).to_have_text(["Принять все", "Отклонить все", "Настроить"])


@pytest.mark.parametrize("layout", ["box", "bar", "modal"])
@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_the_buttons_are_alike(page: Page, service: Service, layout: str, lang: str, width: int) -> None:
    service.settings = sample_settings(layout=layout)
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, service, lang=lang)
    expect(part(page, "banner")).to_be_visible()
    looks = part(page, "button").evaluate_all("""buttons => buttons.map(button => {
        const {width, height} = button.getBoundingClientRect();
        const {color, backgroundColor, borderColor, font} = getComputedStyle(button);
        return [Math.round(width), Math.round(height), color, backgroundColor, borderColor, font].join();
    })""")
    assert len(looks) == 3
    assert len(set(looks)) == 1
    assert part(page, "accept").bounding_box()["height"] >= 44  # type: ignore[index]


@pytest.mark.parametrize(("lang", "title"), [("kk-KZ", "kk"), ("en", "en"), ("ru", "ru")])
def test_it_speaks_the_language_of_the_page(page: Page, service: Service, lang: str, title: str) -> None:
    visit(page, service, lang=lang)
    expect(part(page, "title")).to_have_text(service.settings["languages"][title]["title"])
    expect(page.locator("kelisim-banner")).to_have_attribute("lang", title)


@pytest.mark.parametrize(
    "tag",
    [
        {"head": '<script async src="/v1/sites/studyexpert/kelisim.js"></script>'},
        {"head": '<script src="/v1/sites/studyexpert/kelisim.js"></script>'},
        {"head": "", "end": '<script src="/v1/sites/studyexpert/kelisim.js"></script>'},
        {"head": '<script defer src="/v1/sites/studyexpert/kelisim.js"></script>'},
    ],
    ids=["async", "first in the head", "at the end", "defer"],
)
def test_it_stands_first_in_the_page_wherever_the_tag_is(page: Page, service: Service, tag: dict[str, str]) -> None:
    visit(page, service, **tag)
    expect(part(page, "banner")).to_be_visible()
    assert page.evaluate("document.body.firstElementChild.localName") == "kelisim-banner"


def test_it_takes_no_focus(page: Page, service: Service) -> None:
    visit(page, service, '<input id="search" autofocus>')
    expect(part(page, "banner")).to_be_visible()
    expect(page.locator("#search")).to_be_focused()


def test_two_tags_show_one_banner(page: Page, service: Service) -> None:
    twice = '<script src="/v1/sites/studyexpert/kelisim.js"></script>' * 2
    visit(page, service, head=twice)
    expect(page.locator("kelisim-banner")).to_have_count(1)


def test_accepting_takes_it_out_of_the_page(page: Page, service: Service) -> None:
    visit(page, service)
    press(page, "accept")
    expect(part(page, "banner")).to_have_count(0)
    assert standing(page)["status"] == "given"
    assert all(standing(page)["counters"].values())


def test_refusing_takes_one_click_too(page: Page, service: Service) -> None:
    visit(page, service)
    press(page, "reject")
    expect(part(page, "banner")).to_have_count(0)
    assert standing(page)["status"] == "refused"
    assert cookie(page).endswith(".necessary")


def test_nothing_is_left_in_the_page_when_the_message_is_hidden(page: Page, service: Service) -> None:
    visit(page, service)
    press(page, "reject")
    expect(page.get_by_role("status")).to_have_text("Выбор сохранён.")
    press(page, "hide")
    expect(page.locator("kelisim-banner")).to_have_count(0)


def test_a_returning_visitor_costs_no_request_and_no_element(page: Page, service: Service) -> None:
    visit(page, service)
    # What is told and fetched when the page has nothing better to do belongs to this first visit.
    await_that(page, lambda: {"shown", "ru.js"} <= {*service.answered}, "the first visit did not end")
    answered(page, service)
    service.asked.clear()
    visit(page, service)
    page.wait_for_timeout(300)
    assert [each.path for each in service.asked] == ["/", "/v1/sites/studyexpert/kelisim.js"]
    expect(page.locator("kelisim-banner")).to_have_count(0)


def test_it_is_counted_as_shown_once_in_a_session(page: Page, service: Service) -> None:
    visit(page, service)
    sent(page, service, 1, "shown")
    visit(page, service)
    page.wait_for_timeout(300)
    [shown] = service.sent("shown")
    assert shown.json == {"edition": 1, "banner": service.settings["banner"], "language": "ru"}


def test_escape_hides_the_modal_layout_and_grants_nothing(page: Page, service: Service) -> None:
    service.settings = sample_settings(layout="modal")
    visit(page, service)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("kelisim-banner")).to_have_count(0)
    assert cookie(page) == ""
    assert standing(page)["ask"]


def test_it_is_not_printed(page: Page, service: Service) -> None:
    visit(page, service)
    page.emulate_media(media="print")
    expect(part(page, "banner")).to_be_hidden()


@pytest.mark.parametrize("layout", ["box", "bar", "modal"])
def test_a_small_window_is_never_covered_whole(page: Page, service: Service, layout: str) -> None:
    service.settings = sample_settings(layout=layout)
    page.set_viewport_size({"width": 320, "height": 256})
    visit(page, service, lang="kk")
    box = part(page, "banner").bounding_box()
    assert box is not None
    assert box["height"] < 0.8 * 256
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for name in ("accept", "reject", "customise"):
        part(page, name).scroll_into_view_if_needed()
        expect(part(page, name)).to_be_in_viewport(ratio=0.9)


def test_nothing_in_the_page_moves(page: Page, service: Service) -> None:
    service.pages["/"] = ""
    page.add_init_script("""window.moved = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => moved += entry.value))
            .observe({type: "layout-shift", buffered: true});""")
    visit(page, service, "<p>Текст.</p>" * 30)
    expect(part(page, "banner")).to_be_visible()
    page.wait_for_timeout(200)
    assert page.evaluate("moved") == 0


def test_it_is_small(page: Page, service: Service) -> None:
    visit(page, service)
    expect(part(page, "banner")).to_be_visible()
    count = page.evaluate("document.querySelector('kelisim-banner').shadowRoot.querySelectorAll('*').length + 1")
    assert count <= 9


def test_the_modal_layout_stands_in_the_middle_whatever_its_position(page: Page, service: Service) -> None:
    service.settings = sample_settings(layout="modal", position="bottom-left")
    page.set_viewport_size({"width": 1000, "height": 800})
    visit(page, service)
    box = part(page, "banner").bounding_box()
    assert box is not None
    assert abs(box["x"] * 2 + box["width"] - 1000) <= 1
    assert abs(box["y"] * 2 + box["height"] - 800) <= 1
