"""Revoking is real: cookies and storage go, running counters are told, and what cannot be stopped is said."""

from threading import Semaphore

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import ALL, answered, cookies, part, press, rest, see, visit
from tests.banner.service import Answer, Service, sample_details

pytestmark = pytest.mark.usefixtures("faults")

SAID = sample_details("ru")["texts"]
SPY = "<script>window.calls = []; window.fbq = (...args) => calls.push(args.join())</script>"


def counter_of(name: str) -> str:
    return f'<script type="text/plain" data-category="analytics" data-counter="{name}">window.on = true</script>'


def names(page: Page) -> set[str]:
    return {each["name"] for each in cookies(page)}


def test_cookies_go_wherever_they_were_set(page: Page, service: Service) -> None:
    url = service.url("/courses/list", "learn.school.example")
    service.pages["/courses/list"] = '<!doctype html><script src="/v1/sites/studyexpert/kelisim.js"></script>'
    page.goto(url)
    page.evaluate("kelisim.acceptAll()")
    for place in (
        "_ym_uid=1; Path=/",
        "_ym_d=1; Path=/courses",
        "_ym_isad=1; Path=/courses/",
        "_ga=1; Path=/; Domain=school.example",
        "_ga_ABC=1; Path=/courses/list; Domain=learn.school.example",
        "_gat=1; Path=/courses; Domain=school.example",
        "other=1; Path=/",
        "my_ga=1; Path=/",
    ):
        page.evaluate("cookie => document.cookie = cookie", place)
    assert len(names(page)) == 9
    page.evaluate("kelisim.withdraw()")
    assert names(page) == {"kelisim", "other", "my_ga"}


def test_a_cookie_without_a_name_hides_no_other(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("kelisim.acceptAll()")
    page.evaluate("document.cookie = 'nameless'; document.cookie = '_ym_uid=1'")
    page.evaluate("kelisim.withdraw()")
    assert "nameless" in page.evaluate("document.cookie")
    assert "_ym_uid" not in page.evaluate("document.cookie")


def test_storage_goes_too(page: Page, service: Service) -> None:
    visit(page, service)
    press(page, "accept")
    page.evaluate("localStorage._ym_uid = sessionStorage._ymBRC = localStorage.mine = 1")
    page.evaluate("kelisim.decide({counters: {'yandex-metrica': false}})")
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert {key for key in kept if not key.startswith("kelisim")} == {"mine"}


def test_what_a_counter_wrote_while_the_page_was_left_goes_on_the_next(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service)
    page.evaluate("document.cookie = '_ym_uid=1'")
    visit(page, service)
    rest(page)
    assert names(page) == {"kelisim"}


def test_nobody_loses_cookies_before_being_asked(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("document.cookie = '_ga=1'")
    visit(page, service)
    rest(page)
    assert names(page) == {"_ga"}


def test_counters_are_told_once_each_way(page: Page, service: Service) -> None:
    visit(page, service, SPY)
    press(page, "accept")
    assert page.evaluate("calls") == []  # the snippet starts the counter the first time
    page.evaluate("kelisim.withdraw()")
    assert page.evaluate("calls") == ["consent,revoke"]
    assert page.evaluate("disableYaCounter10000001") is True
    page.evaluate("kelisim.rejectAll(); calls.length = 0")
    page.evaluate("kelisim.decide({counters: {'meta-pixel': true, 'yandex-metrica': true}})")
    assert page.evaluate("calls") == ["consent,grant"]
    assert page.evaluate("disableYaCounter10000001") is False


def test_a_counter_that_faults_does_not_stop_the_others(page: Page, service: Service) -> None:
    visit(page, service, SPY + "<script>ym = () => { throw Error('broken') }</script>")
    press(page, "accept")
    page.evaluate("kelisim.withdraw()")
    assert page.evaluate("calls") == ["consent,revoke"]


def test_what_cannot_be_stopped_is_said_and_a_reload_is_offered(page: Page, service: Service) -> None:
    visit(page, service, counter_of("zero-kz"))  # it knows no consent call
    press(page, "accept")
    page.wait_for_function("window.on")
    page.evaluate("kelisim.withdraw()")
    expect(page.get_by_role("status")).to_have_text(f"{SAID['withdrawn']} {SAID['reload']}")
    with page.expect_navigation():
        press(page, "reload")
    page.wait_for_function("window.kelisim?.standing")
    assert page.evaluate("window.on") is None


def test_what_can_be_told_needs_no_reload(page: Page, service: Service) -> None:
    visit(page, service, counter_of("yandex-metrica") + '<button data-consent="withdraw">Отозвать</button>')
    press(page, "accept")
    page.wait_for_function("window.on")
    page.get_by_text("Отозвать").click()
    see(page)
    expect(page.get_by_role("status")).to_have_text(SAID["withdrawn"])
    expect(part(page, "reload")).to_have_count(0)


def test_only_what_was_done_last_is_said(page: Page, service: Service) -> None:
    service.gates["/details/"] = Semaphore(0)
    visit(page, service, '<button data-consent="withdraw">Отозвать</button>')
    press(page, "accept")
    page.get_by_text("Отозвать").click()
    see(page)
    service.gates["/details/"].release()
    expect(page.get_by_role("status")).to_have_text(SAID["withdrawn"])
    press(page, "hide")
    expect(page.locator("kelisim-banner")).to_have_count(0)


def test_what_started_by_a_promise_counts_as_running(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("void kelisim.when('zero-kz').then(() => window.on = true)")
    press(page, "accept")
    page.wait_for_function("window.on")
    page.evaluate("kelisim.withdraw()")
    expect(part(page, "reload")).to_be_visible()


def test_erasing_takes_the_visitor_out_of_service_and_browser(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    service.answers["visitors/q3ZzT1yJTe2xq0u7p0m3Yw"] = Answer(status=204)
    visit(page, service, '<a href="#" data-consent="preferences">Настройки</a>')
    page.evaluate("document.cookie = '_ga=1'")
    page.get_by_text("Настройки").click()
    press(page, "erase")
    expect(page.get_by_role("status")).to_have_text(SAID["erased"])
    assert names(page) == set()
    assert page.evaluate("kelisim.standing.status") == "unknown"
    assert [each.path for each in service.asked if each.method == "DELETE"] == [
        "/v1/sites/studyexpert/visitors/q3ZzT1yJTe2xq0u7p0m3Yw"
    ]


def test_erasing_that_fails_says_so_and_keeps_the_answer(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    visit(page, service)
    service.answers["visitors/q3ZzT1yJTe2xq0u7p0m3Yw"] = Answer(status=503)
    page.evaluate("kelisim.preferences()")
    press(page, "erase")
    expect(page.get_by_role("status")).to_have_text(SAID["failed"])
    assert page.evaluate("kelisim.standing.status") == "given"
