"""Frames, images and features wait too: explained and offered where they would stand, and back again when revoked."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import ALL, answered, part, press, see, sent, standing, visit
from tests.banner.service import Answer, Service

pytestmark = pytest.mark.usefixtures("faults")

FRAME = (
    '<iframe id="video" title="Видео" width="480" height="270" data-category="functional" data-src="/video"></iframe>'
)


@pytest.fixture(autouse=True)
def video(service: Service) -> None:
    service.answers["/video"] = Answer(b"<p>video</p>")
    service.answers["/pixel.gif"] = Answer(b"", "image/gif")


def asked(service: Service, path: str) -> int:
    return sum(each.path == path for each in service.asked)


def test_a_frame_shows_what_it_waits_for(page: Page, service: Service) -> None:
    visit(page, service, FRAME)
    cover = part(page, "cover")
    expect(cover).to_contain_text("Функциональные")
    expect(cover).to_contain_text("127.0.0.1")
    expect(page.locator("#video")).to_be_hidden()
    assert asked(service, "/video") == 0


def test_an_address_that_is_none_takes_no_other_cover_away(page: Page, service: Service) -> None:
    visit(page, service, FRAME.replace("/video", "http://[") + FRAME)
    expect(part(page, "cover")).to_have_count(2)
    expect(part(page, "cover").last).to_contain_text("127.0.0.1")


def test_the_name_of_its_counter_is_told(page: Page, service: Service) -> None:
    service.settings["counters"]["youtube"] = {"category": "functional", "name": "YouTube"}
    visit(page, service, FRAME.replace("data-category", 'data-counter="youtube" data-category'))
    expect(part(page, "cover")).to_contain_text("YouTube")


def test_the_cover_takes_the_room_of_the_frame(page: Page, service: Service) -> None:
    visit(page, service, FRAME + '<p id="below">Ниже</p>')
    expect(part(page, "cover")).to_be_visible()
    box = part(page, "cover").bounding_box()
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (484, 274)  # with the frame's own border


def test_a_frame_in_a_box_of_its_own_is_covered_there(page: Page, service: Service) -> None:
    style = "<style>#box{position:relative;width:300px;padding-top:200px}#video{position:absolute;inset:0}</style>"
    visit(page, service, f'{style}<div id="box">{FRAME}</div>')
    box = part(page, "cover").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (300, 200)


@pytest.mark.parametrize("place", ["", "position:absolute;inset:0"], ids=["in the flow", "in a box of its own"])
def test_the_cover_of_a_tiny_frame_can_be_used(page: Page, service: Service, place: str) -> None:
    frame = FRAME.replace('width="480" height="270"', f'style="width:120px;height:80px;border:0;{place}"')
    visit(page, service, f'<div style="position:relative;width:120px;height:80px">{frame}</div>', lang="kk")
    press(page, "reject")
    cover = part(page, "cover")
    assert cover.evaluate("box => box.scrollWidth <= box.clientWidth")
    part(page, "allow").scroll_into_view_if_needed()
    within = """(button, box) => {
        const [own, its] = [button, button.closest("[part=cover]")].map(node => node.getBoundingClientRect());
        return own.left >= its.left && own.right <= its.right && own.top < its.bottom && own.bottom > its.top;
    }"""
    assert part(page, "allow").evaluate(within)
    part(page, "allow").click()
    expect(page.frame_locator("#video").locator("p")).to_have_text("video")


def test_allowing_shows_it_and_grants_its_category_alone(page: Page, service: Service) -> None:
    visit(page, service, FRAME)
    part(page, "allow").click()
    expect(page.frame_locator("#video").locator("p")).to_have_text("video")
    expect(part(page, "cover")).to_have_count(0)
    expect(page.locator("#video")).to_be_focused()
    granted = [name for name, allowed in standing(page)["categories"].items() if allowed]
    assert granted == ["necessary", "functional"]
    assert sent(page, service, 1)[0].json["method"] == "save"


def test_revoking_empties_the_frame(page: Page, service: Service) -> None:
    visit(page, service, FRAME)
    press(page, "accept")
    expect(page.frame_locator("#video").locator("p")).to_have_text("video")
    steps = page.evaluate("history.length")
    page.evaluate("kelisim.withdraw()")
    expect(part(page, "cover")).to_be_visible()
    assert page.evaluate("frames.length && frames[0].location.href") == "about:blank"
    assert page.evaluate("history.length") == steps  # or one step back would bring the video back
    expect(page.locator("#video")).not_to_have_attribute("src", "/video")


def test_a_pixel_is_held_without_a_cover(page: Page, service: Service) -> None:
    visit(
        page,
        service,
        '<iframe width="1" height="1" data-category="advertising" data-src="/video"></iframe>'
        '<img alt="" data-category="advertising" data-src="/pixel.gif">',
    )
    page.wait_for_timeout(150)
    expect(part(page, "cover")).to_have_count(0)
    assert asked(service, "/pixel.gif") == 0
    press(page, "accept")
    expect(page.locator("img")).to_have_attribute("src", "/pixel.gif")
    page.evaluate("kelisim.withdraw()")
    expect(page.locator("img")).not_to_have_attribute("src", "/pixel.gif")


def test_a_source_set_and_whatever_else_has_a_source_wait(page: Page, service: Service) -> None:
    visit(
        page,
        service,
        '<img alt="" data-category="advertising" data-srcset="/pixel.gif 1x">'
        '<video data-category="functional" data-src="/video"></video>',
    )
    press(page, "accept")
    expect(page.locator("img")).to_have_attribute("srcset", "/pixel.gif 1x")
    expect(page.locator("video")).to_have_attribute("src", "/video")


def test_an_image_that_is_not_marked_is_left_alone(page: Page, service: Service) -> None:
    visit(page, service, '<img alt="" data-src="/pixel.gif">')
    press(page, "accept")
    expect(page.locator("img")).not_to_have_attribute("src", "/pixel.gif")


def test_a_feature_that_needs_cookies_is_explained_and_offered(page: Page, service: Service) -> None:
    visit(page, service, '<section id="account" data-requires="functional"><button>Войти</button></section>')
    expect(part(page, "cover")).to_contain_text(service.settings["languages"]["ru"]["why"]["functional"])
    expect(page.locator("#account")).to_be_hidden()
    part(page, "allow").click()
    expect(page.locator("#account")).to_be_visible()
    expect(page.locator("#account")).to_be_focused()
    page.evaluate("kelisim.withdraw()")
    expect(page.locator("#account")).to_be_hidden()


def test_a_feature_keeps_the_display_that_it_had(page: Page, service: Service) -> None:
    visit(page, service, '<section id="account" style="display: flex" data-requires="advertising">…</section>')
    expect(part(page, "cover")).to_contain_text("Реклама")
    press(page, "accept")
    expect(page.locator("#account")).to_have_css("display", "flex")


def test_a_feature_of_a_category_that_the_site_lacks_offers_nothing(page: Page, service: Service) -> None:
    visit(page, service, '<section data-requires="profiling">…</section>')
    expect(part(page, "cover")).to_be_visible()
    expect(part(page, "allow")).to_have_count(0)


def test_a_returning_visitor_who_allowed_it_sees_no_cover(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    visit(page, service, FRAME)
    expect(page.frame_locator("#video").locator("p")).to_have_text("video")
    expect(part(page, "cover")).to_have_count(0)


def test_a_frame_that_is_added_later_waits_as_well(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("frame => document.querySelector('main').insertAdjacentHTML('beforeend', frame)", FRAME)
    expect(part(page, "cover")).to_be_visible()
    assert asked(service, "/video") == 0


def test_links_and_buttons_of_the_page_answer_too(page: Page, service: Service) -> None:
    visit(
        page,
        service,
        '<a href="#x" data-consent="preferences">Настройки</a><button data-consent="accept-all"><b>Да</b></button>'
        '<button data-consent="reject-all">Нет</button><button data-consent="withdraw">Отозвать</button>',
    )
    page.get_by_text("Да").click()
    see(page)
    assert standing(page)["status"] == "given"
    page.get_by_text("Отозвать").click()
    see(page)
    assert standing(page)["status"] == "withdrawn"
    page.get_by_text("Нет").click()
    see(page)
    assert standing(page)["status"] == "refused"
    page.get_by_text("Настройки").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert not page.url.endswith("#x")
    assert [each.json["method"] for each in sent(page, service, 3)] == ["accept-all", "withdraw", "reject-all"]


def test_the_declaration_tells_every_counter(page: Page, service: Service) -> None:
    visit(page, service, '<div data-consent="declaration"></div>')
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(4)
    rows = table.get_by_role("row").filter(has=page.get_by_role("cell"))
    expect(rows).to_have_count(5)
    expect(rows.first).to_contain_text("ООО «ЯНДЕКС», Россия")
    expect(rows.first).to_contain_text("_ym_uid – 1 год")
    expect(table.locator("th[scope=rowgroup]")).to_have_text(["Аналитика", "Реклама"])


def test_the_declaration_stands_in_line_and_marks_nothing(page: Page, service: Service) -> None:
    visit(page, service, '<div data-consent="declaration"></div>')
    table = page.get_by_role("table")
    style = "(element, name) => getComputedStyle(element)[name]"
    assert table.locator("th").first.evaluate(style, "textAlign") == "start"
    assert table.get_by_text("Данные передаются").first.evaluate(style, "backgroundColor") == "rgba(0, 0, 0, 0)"
    row = table.get_by_role("row").filter(has_text="_ym_uid")
    places = [row.get_by_text(text).bounding_box() for text in ("ООО «ЯНДЕКС»", "_ym_uid – 1 год")]
    first, second = (round(place["y"]) for place in places if place)
    assert abs(first - second) <= 3  # what stands beside each other begins at one height


def test_the_declaration_scrolls_in_itself_on_a_narrow_page(page: Page, service: Service) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, service, '<div data-consent="declaration"></div>')
    place = page.locator("[data-consent=declaration]")
    expect(page.get_by_role("table")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert place.evaluate("box => box.scrollWidth > box.clientWidth")
    place.focus()
    expect(place).to_be_focused()
