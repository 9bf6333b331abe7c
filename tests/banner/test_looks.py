"""A site's own look: in the page's flow, in its colours, with its logo, in its order, whichever way it is written."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.domain.look import First, Look
from app.services.composing.theme import theme_of
from tests.banner.pages import answered, part, press, visit
from tests.banner.service import Answer, Service, sample_details, sample_settings
from tests.banner.test_accessibility import findings
from tests.makers import a_site

pytestmark = pytest.mark.usefixtures("faults")

PLACE = (
    '<p>Первый абзац.</p><div data-consent="banner"></div><p><a id="link" href="#x">Ссылка</a></p>' + "<p>…</p>" * 60
)
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#0b57a4"/></svg>'
)


def _settings(look: Look, **modules: Any) -> dict[str, Any]:
    theme = theme_of(a_site(look=look))
    told = {**modules, **({} if theme is None else {"theme": theme})}
    return sample_settings(layout=look.layout, position=look.position, modules=told)


def _inline(page: Page, service: Service, body: str = PLACE, **parts: str) -> None:
    service.settings = _settings(Look("inline", "bottom"), inline=True)
    visit(page, service, body, **parts)
    expect(part(page, "banner")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("head", ["async", ""])
def test_an_inline_banner_stands_where_the_page_has_a_place(
    page: Page, service: Service, head: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _inline(page, service, head=f'<script {head} src="/v1/sites/studyexpert/kelisim.js"></script>')
    expect(part(page, "banner")).to_have_css("position", "static")
    expect(page.locator('[data-consent="banner"] kelisim-banner')).to_have_count(1)
    banner, link = part(page, "banner").bounding_box(), page.locator("#link").bounding_box()
    assert banner
    assert link
    assert banner["y"] + banner["height"] <= link["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.style.scrollPaddingBlock") == ""
    assert findings(page) == []


def test_an_inline_banner_answers_and_goes_like_any_other(page: Page, service: Service) -> None:
    _inline(page, service)
    press(page, "customise")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(part(page, "banner")).to_be_visible()
    press(page, "reject")
    expect(part(page, "banner")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("Выбор сохранён.")
    page.evaluate("kelisim.show()")
    expect(page.locator('[data-consent="banner"] kelisim-banner')).to_have_count(1)


def test_an_inline_banner_without_a_place_is_a_bar(page: Page, service: Service) -> None:
    _inline(page, service, "<p>Без места.</p>")
    expect(part(page, "banner")).to_have_css("position", "fixed")
    box = part(page, "banner").bounding_box()
    assert box
    assert box["y"] + box["height"] == page.evaluate("innerHeight")


COLOURS = {"background": "#fdf6e3", "text": "#222222", "accent": "#7a3e00", "button": "#f0dfb8"}


def test_the_colours_are_those_of_the_site_and_of_her_light(page: Page, service: Service) -> None:
    dark = {"background": "#002b36"}
    service.settings = _settings(Look("box", "bottom-left", COLOURS, dark, radius=3))
    visit(page, service)
    expect(part(page, "banner")).to_have_css("background-color", "rgb(253, 246, 227)")
    expect(part(page, "banner")).to_have_css("border-radius", "3px")
    expect(part(page, "accept")).to_have_css("background-color", "rgb(240, 223, 184)")
    expect(part(page, "reject")).to_have_css("background-color", "rgb(240, 223, 184)")
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    expect(part(page, "banner")).to_have_css("background-color", "rgb(0, 43, 54)")
    expect(part(page, "banner")).to_have_css("color", "rgb(236, 238, 242)")
    assert findings(page) == []


def test_the_page_has_the_last_word_on_colours(page: Page, service: Service) -> None:
    service.settings = _settings(Look("box", "bottom-left", COLOURS))
    visit(page, service, head=f"<style>kelisim-banner {{ --kelisim-background: #010203 }}</style>{_TAG}")
    expect(part(page, "banner")).to_have_css("background-color", "rgb(1, 2, 3)")


_TAG = '<script src="/v1/sites/studyexpert/kelisim.js"></script>'


def test_the_refusal_may_stand_first_on_both_layers(page: Page, service: Service) -> None:
    service.settings = _settings(Look("box", "bottom-left", first=First.REJECT))
    visit(page, service)
    expect(part(page, "banner").get_by_role("button")).to_have_text(["Отклонить все", "Принять все", "Настроить"])
    press(page, "customise")
    expect(page.locator("dialog [part=buttons] button")).to_have_text(
        ["Сохранить выбор", "Отклонить все", "Принять все"]
    )


def test_a_logo_is_shown_and_moves_nothing(page: Page, service: Service) -> None:
    service.answers["/logo.svg"] = Answer(LOGO, "image/svg+xml")
    service.delays["/logo.svg"] = 0.3
    service.settings = _settings(Look("box", "bottom-left", logo="/logo.svg"))
    visit(page, service)
    box = part(page, "banner").bounding_box()
    page.wait_for_function("document.querySelector('kelisim-banner').shadowRoot.querySelector('img').complete")
    assert part(page, "banner").bounding_box() == box
    assert findings(page) == []


@pytest.mark.parametrize("position", ["bottom-left", "top-right"])
def test_from_right_to_left_all_is_mirrored(page: Page, service: Service, position: str) -> None:
    texts = sample_settings()["languages"]["ru"]
    service.settings = sample_settings(position=position, languages={"ar": texts}, modules={"direction": ["ar"]})
    service.details = lambda _: sample_details("ru")
    visit(page, service, lang="ar")
    expect(part(page, "banner")).to_have_css("direction", "rtl")
    box = part(page, "banner").bounding_box()
    assert box
    is_left = box["x"] * 2 + box["width"] < page.evaluate("innerWidth")
    assert is_left == (position == "top-right")
    press(page, "customise")
    expect(page.get_by_role("dialog")).to_have_css("direction", "rtl")
    assert findings(page) == []


def test_from_right_to_left_the_little_button_and_the_counters_are_mirrored_too(page: Page, service: Service) -> None:
    texts = sample_settings()["languages"]["ru"]
    modules = {"direction": ["ar"], "reopener": {"corner": "bottom-left", "move": {"ar": "نقل"}}}
    service.settings = sample_settings(languages={"ar": texts}, modules=modules)
    service.details = lambda _: sample_details("ru")
    visit(page, service, lang="ar")
    page.evaluate("document.documentElement.dir = 'rtl'")
    press(page, "reject")
    little = part(page, "reopen").bounding_box()
    assert little
    assert page.evaluate("document.documentElement.clientWidth") - little["x"] - little["width"] < 20
    part(page, "reopen").click()
    counter = part(page, "counter").first
    assert counter.evaluate("each => parseInt(getComputedStyle(each).paddingRight)") >= 15
    part(page, "counter").first.locator("summary").click()
    assert counter.locator("code").first.evaluate("each => getComputedStyle(each).direction") == "ltr"


def test_a_language_keeps_its_direction_on_a_page_that_runs_the_other_way(page: Page, service: Service) -> None:
    service.settings = sample_settings(modules={"direction": ["ar"]})
    visit(page, service)
    page.evaluate("document.documentElement.dir = 'rtl'")
    expect(part(page, "banner")).to_have_css("direction", "ltr")


BUTTON = {"reopener": {"corner": "bottom-left", "move": {"ru": "Передвинуть", "kk": "Жылжыту", "en": "Move"}}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_little_button_opens_the_settings_once_there_is_an_answer(page: Page, service: Service, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    service.settings = sample_settings(modules=BUTTON)
    visit(page, service)
    expect(part(page, "reopen")).to_have_count(0)
    press(page, "reject")
    little = page.get_by_role("button", name="Настройки cookie")
    expect(little).to_be_visible()
    box = little.bounding_box()
    assert box
    assert (box["width"], box["height"]) == (44, 44)
    press(page, "hide")
    assert findings(page) == []
    little.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(little).to_be_focused()
    visit(page, service)
    expect(little).to_be_visible()
    page.emulate_media(media="print")
    expect(little).to_be_hidden()


def test_she_moves_the_little_button_without_dragging_and_it_stays(page: Page, service: Service) -> None:
    service.settings = sample_settings(modules=BUTTON)
    visit(page, service)
    answered(page, service)
    visit(page, service)
    stood = part(page, "reopen").bounding_box()
    part(page, "reopen").hover()
    for _ in range(2):
        part(page, "move").click()
    moved = part(page, "reopen").bounding_box()
    assert stood
    assert moved
    assert moved["x"] > stood["x"]
    assert moved["y"] < stood["y"]
    visit(page, service)
    assert part(page, "reopen").bounding_box() == moved
