"""Nothing is counted or run for a page that nobody sees, and several frames of one page ask once."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import TAG, answered, await_that, cookie, html, part, press, see, sent, visit
from tests.banner.service import Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")

AHEAD = "document.ahead = true; Object.defineProperty(document, 'prerendering', {get: () => document.ahead})"
SHOWN = "document.ahead = false; document.dispatchEvent(new Event('prerenderingchange'))"
COUNTER = '<script type="text/plain" data-category="analytics">window.on = true</script>'


def test_a_page_rendered_ahead_runs_nothing_until_it_is_seen(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, "necessary~analytics~yandex-metrica")
    page.evaluate("document.cookie = '_ym_uid=1'")
    page.add_init_script(AHEAD)
    visit(page, service, COUNTER)
    page.evaluate("void kelisim.when('analytics').then(() => window.told = true)")
    page.wait_for_timeout(200)
    assert page.evaluate("[kelisim.allows('analytics'), window.on, window.told]") == [False, None, None]
    assert page.evaluate("document.cookie.includes('_ym_uid')")

    page.evaluate(SHOWN)
    page.wait_for_function("window.on && window.told")
    assert page.evaluate("kelisim.allows('analytics')")


def test_what_she_took_back_before_she_went_there_does_not_run(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, "necessary~analytics~yandex-metrica")
    page.add_init_script(AHEAD)
    visit(page, service, COUNTER)
    answered(page, service, "necessary")
    page.evaluate(SHOWN)
    assert not page.evaluate("kelisim.allows('analytics')")
    see(page)
    assert page.evaluate("window.on") is None


def test_a_signal_in_a_page_that_nobody_sees_is_kept_once_she_sees_it(page: Page, service: Service) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
    page.add_init_script(AHEAD)
    service.settings = sample_settings(regime="opt-out", modules={"optOut": True})
    visit(page, service, COUNTER)
    see(page)
    assert cookie(page) == ""
    page.evaluate(SHOWN)
    assert sent(page, service, 1)[0].json["method"] == "gpc"
    assert page.evaluate("[kelisim.standing.status, window.on]") == ["refused", None]


def test_a_banner_that_nobody_sees_is_not_counted(page: Page, service: Service) -> None:
    page.add_init_script(AHEAD)
    visit(page, service)
    page.wait_for_timeout(300)
    assert service.sent("shown") == []
    page.evaluate(SHOWN)
    expect(part(page, "banner")).to_be_visible()
    await_that(page, lambda: service.sent("shown"), "the banner was not counted")


def test_frames_of_a_page_leave_the_question_to_it_and_follow_its_answer(page: Page, service: Service) -> None:
    service.pages["/frame"] = html(COUNTER, head=TAG)
    visit(page, service, '<iframe src="/frame"></iframe>')
    frame = page.frames[1]
    frame.wait_for_function("window.kelisim?.standing")
    expect(part(page, "banner")).to_be_visible()
    press(page, "accept")
    frame.wait_for_function("window.on")
    assert frame.locator("kelisim-banner").count() == 0


def test_a_frame_obeys_what_was_decided_before_it_came_to_listen(page: Page, service: Service) -> None:
    page.add_init_script("const late = window.late = []; window.requestIdleCallback = (work) => late.push(work)")
    service.pages["/frame"] = html(COUNTER, head=TAG)
    visit(page, service, '<iframe src="/frame"></iframe>')
    frame = page.frames[1]
    frame.wait_for_function("window.kelisim?.standing && late.length")
    press(page, "accept")
    frame.evaluate("for (let work; (work = late.shift());) work()")
    frame.wait_for_function("window.on")


def test_a_frame_in_a_page_that_does_not_ask_asks_itself(page: Page, service: Service) -> None:
    service.pages["/frame"] = html("", head=TAG)
    service.pages["/"] = '<!doctype html><iframe src="/frame" width="600" height="600"></iframe>'
    page.goto(service.url())
    expect(page.frame_locator("iframe").locator("[part~=banner]")).to_be_visible()
