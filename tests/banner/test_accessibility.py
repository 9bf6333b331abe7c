"""axe finds nothing on either layer, in any layout, language or light; forced colours and big text work."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.banner.pages import TAG, part, press, visit
from tests.banner.service import Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")

AXE = Axe()


def findings(page: Page) -> list[str]:
    violations = AXE.run(page).response["violations"]
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}" for found in violations for node in found["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
@pytest.mark.parametrize("look", ["box bottom-left", "bar bottom", "bar top", "modal bottom"])
def test_axe_finds_nothing(
    page: Page, service: Service, look: str, lang: str, scheme: Literal["light", "dark"]
) -> None:
    layout, position = look.split()
    service.settings = sample_settings(layout=layout, position=position)
    page.emulate_media(color_scheme=scheme)
    visit(page, service, lang=lang)
    expect(part(page, "banner")).to_be_visible()
    assert findings(page) == []
    press(page, "customise")
    expect(part(page, "counter")).to_have_count(5)
    page.evaluate(
        "document.querySelector('kelisim-banner').shadowRoot.querySelectorAll('details').forEach(d => d.open = 1)"
    )
    assert findings(page) == []


def test_axe_finds_nothing_on_covers_messages_and_the_declaration(page: Page, service: Service) -> None:
    visit(
        page,
        service,
        '<div data-consent="declaration"></div><section data-requires="functional">…</section>'
        '<iframe title="Видео" width="400" height="300" data-category="functional" data-src="about:blank"></iframe>',
    )
    press(page, "reject")
    expect(page.get_by_role("status")).not_to_be_empty()
    expect(part(page, "cover")).to_have_count(2)
    assert findings(page) == []


def test_forced_colours_show_which_switch_is_on(page: Page, service: Service) -> None:
    page.emulate_media(forced_colors="active")
    visit(page, service)
    press(page, "customise")
    expect(part(page, "counter")).to_have_count(5)
    switch = page.get_by_label("Аналитика", exact=True)
    off = switch.screenshot()
    switch.focus()
    page.keyboard.press("Space")
    part(page, "title").last.focus()
    assert switch.screenshot() != off
    assert part(page, "save").evaluate("button => getComputedStyle(button).borderStyle") == "solid"


SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


@pytest.mark.parametrize("layout", ["box", "bar", "modal"])
def test_nothing_is_cut_off_with_wider_spacing_or_bigger_text(browser: Browser, service: Service, layout: str) -> None:
    service.settings = sample_settings(layout=layout)
    context = browser.new_context(viewport={"width": 640, "height": 480})
    page = context.new_page()
    visit(
        page,
        service,
        lang="kk",
        head='<style>html{font-size:200%}</style><script src="/v1/sites/studyexpert/kelisim.js"></script>',
    )
    for name in ("banner", "dialog"):
        if name == "dialog":
            press(page, "customise")
            expect(part(page, "counter")).to_have_count(5)
        page.evaluate(
            """css => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(css);
                document.querySelector('kelisim-banner').shadowRoot.adoptedStyleSheets.push(sheet);
            }""",
            SPACING,
        )
        layer = part(page, name)
        assert layer.evaluate("node => node.scrollWidth <= node.clientWidth")
        assert part(page, "button").evaluate_all("all => all.every(b => b.scrollWidth <= b.clientWidth)")
    context.close()


def test_the_page_may_set_its_colours_and_reach_every_part(page: Page, service: Service) -> None:
    style = """<style>
        kelisim-banner { --kelisim-background: rgb(1, 2, 3); --kelisim-text: rgb(250, 250, 250) }
        kelisim-banner::part(accept) { border-radius: 22px }
    </style>"""
    visit(page, service, head=style + TAG)
    expect(part(page, "banner")).to_have_css("background-color", "rgb(1, 2, 3)")
    expect(part(page, "accept")).to_have_css("border-radius", "22px")
