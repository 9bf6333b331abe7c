"""The newest decision holds in this browser, whatever the clock, an older cookie or a late answer says."""

import json
from datetime import UTC, datetime
from threading import Semaphore

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import (
    ALL,
    VISITOR,
    answered,
    await_delivery,
    cookie,
    cookies,
    part,
    press,
    see,
    sent,
    standing,
    visit,
    waits,
)
from tests.banner.service import Answer, Service

pytestmark = pytest.mark.usefixtures("faults")

SCRIPT = '<!doctype html><script src="/v1/sites/studyexpert/kelisim.js"></script>'
SPY = "<script>window.calls = []; window.fbq = (...args) => calls.push(args.join())</script>"


def decided(at: str, *, grants: bool) -> dict[str, object]:
    """Return a decision as the outbox holds it."""
    return {
        "id": "0198c7c2-7f3a-4c60-9d9c-3f0e5b6f7a10",
        "visitor": VISITOR,
        "decided_at": at,
        "method": "accept-all" if grants else "reject-all",
        "categories": {"functional": grants, "analytics": grants, "advertising": grants},
        "counters": {},
        "edition": 1,
    }


@pytest.mark.parametrize(
    "rubbish", ["1.-.1.99999999999999.necessary", f"1.{VISITOR}.1.179524140000.necessary~analytics"]
)
def test_a_time_that_no_calendar_has_is_no_answer(page: Page, service: Service, rubbish: str) -> None:
    page.context.add_cookies([{"name": "kelisim", "value": rubbish, "url": service.url()}])
    visit(page, service)
    expect(part(page, "banner")).to_be_visible()
    assert standing(page)["status"] == "unknown"


def test_a_clock_that_was_set_back_states_no_earlier_time(page: Page, service: Service) -> None:
    visit(page, service)
    at = int(page.evaluate("Date.now() / 1e3 | 0")) + 86_400
    answered(page, service, ALL, at=at)
    visit(page, service)
    page.evaluate("kelisim.withdraw()")
    [asked] = sent(page, service, 1)
    assert datetime.fromisoformat(asked.json["decided_at"]) == datetime.fromtimestamp(at + 1, UTC)
    assert cookie(page).split(".")[3] == str(at + 1)


def test_two_decisions_of_one_second_keep_their_order(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("kelisim.acceptAll(); kelisim.withdraw()")
    first, second = (asked.json["decided_at"] for asked in sent(page, service, 2))
    assert first < second


def test_a_decision_that_waits_beats_an_older_cookie_when_the_page_loads(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    newer = decided(datetime.now(UTC).isoformat(timespec="seconds"), grants=False)
    page.evaluate("sent => localStorage['kelisim.studyexpert.outbox'] = sent", json.dumps([newer]))
    service.answers["consents"] = Answer(status=503)
    visit(page, service, '<script type="text/plain" data-counter="zero-kz">window.on = true</script>')
    assert standing(page)["status"] == "refused"
    assert cookie(page).endswith(".necessary")
    assert page.evaluate("window.on") is None


def test_a_decision_that_waits_does_not_beat_a_newer_cookie(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service)
    older = decided("2026-01-01T00:00:00Z", grants=True)
    page.evaluate("sent => localStorage['kelisim.studyexpert.outbox'] = sent", json.dumps([older]))
    service.answers["consents"] = Answer(status=503)
    visit(page, service)
    assert standing(page)["status"] == "refused"


@pytest.mark.parametrize(
    "rubbish", ['[{"id": 1}]', '[{"id": 1, "categories": 1, "counters": 1}]', '[{"categories": {}, "counters": {}}]']
)
def test_rubbish_that_waits_is_no_answer(page: Page, service: Service, rubbish: str) -> None:
    visit(page, service)
    service.answers["consents"] = Answer(status=503)
    page.evaluate("text => localStorage['kelisim.studyexpert.outbox'] = text", rubbish)
    visit(page, service)
    expect(part(page, "banner")).to_be_visible()
    assert cookie(page) == ""


@pytest.mark.parametrize(
    "older",
    ["Path=/courses", "Path=/courses/", "Path=/courses/list", "Path=/", "Path=/courses; Domain=learn.studyexpert.pro"],
)
def test_an_older_cookie_of_another_path_or_host_gives_way(page: Page, service: Service, older: str) -> None:
    service.pages["/courses/list"] = "<!doctype html>"
    page.goto(service.url("/courses/list", "learn.studyexpert.pro"))
    page.evaluate("cookie => document.cookie = cookie", f"kelisim=1.{VISITOR}.1.1795241400.{ALL}; {older}")
    service.pages["/courses/list"] = SCRIPT
    page.reload()
    page.evaluate("kelisim.withdraw()")
    [kept] = [each for each in cookies(page) if each["name"] == "kelisim"]
    assert (kept["domain"], kept["path"]) == (".studyexpert.pro", "/")
    assert kept["value"].endswith(".necessary")
    page.reload()
    assert standing(page)["status"] == "refused"


def test_what_the_browser_does_not_let_go_is_taken_away_all_the_same(page: Page, service: Service) -> None:
    stuck = f"kelisim=1.{VISITOR}.1.{int(datetime.now(UTC).timestamp()) - 60}.{ALL}"
    page.add_init_script(f"Object.defineProperty(document, 'cookie', {{get: () => '{stuck}', set() {{}}}});")
    visit(page, service, SPY)
    assert standing(page)["status"] == "given"
    page.evaluate("kelisim.withdraw()")
    assert page.evaluate("calls") == ["consent,revoke"]
    assert not any(standing(page)["counters"].values())
    assert sent(page, service, 1)[0].json["method"] == "withdraw"
    await_delivery(page)
    page.evaluate("dispatchEvent(new Event('focus'))")
    assert not page.evaluate("kelisim.allows('meta-pixel')")
    visit(page, service, SPY)
    assert not page.evaluate("kelisim.allows('meta-pixel')")


def test_a_page_that_is_none_of_the_web_is_not_named(page: Page, service: Service) -> None:
    tag = f"<!doctype html><script src='{service.url('/v1/sites/studyexpert/kelisim.js')}'></script>"
    service.pages["/"] = f'<!doctype html><iframe srcdoc="{tag}"></iframe>'
    page.goto(service.url())
    page.frame_locator("iframe").locator("[part~=reject]").click()
    see(page)
    [asked] = sent(page, service, 1)
    assert asked.json["page"] is None


def test_what_an_allowed_counter_shares_is_left_to_it(page: Page, service: Service) -> None:
    service.settings["counters"]["meta-pixel"]["cookies"] = "_shared|_fbp"
    service.settings["counters"]["meta-pixel"]["storage"] = "shared|fb"
    service.settings["counters"]["yandex-metrica"]["cookies"] = "_shared|_ym_uid"
    service.settings["counters"]["yandex-metrica"]["storage"] = "shared|ym"
    visit(page, service)
    press(page, "accept")
    page.evaluate("""for (const name of ["_shared", "_fbp", "_ym_uid"]) document.cookie = name + "=1";
        for (const key of ["shared", "fb", "ym"]) localStorage[key] = 1""")
    left = "[document.cookie, ...Object.keys(localStorage)].join().match(/_?(shared|fb|ym)\\w*/g)?.sort() || []"
    page.evaluate("kelisim.decide({counters: {'meta-pixel': false}})")
    assert page.evaluate(left) == ["_shared", "_ym_uid", "shared", "ym"]
    page.evaluate("kelisim.decide({counters: {'yandex-metrica': false}})")
    assert page.evaluate(left) == []


def test_nothing_under_way_brings_back_who_is_erased(page: Page, service: Service) -> None:
    service.answers[f"visitors/{VISITOR}"] = Answer(status=204)
    visit(page, service)
    answered(page, service)
    visit(page, service, '<a href="#" data-consent="preferences">Настройки</a>')
    service.gates["/consents"] = Semaphore(0)
    service.answers["consents"] = Answer(
        b"{}", "application/json", 201, {"Set-Cookie": f"kelisim=1.{VISITOR}.1.1795241400.{ALL}; Path=/"}
    )
    page.evaluate("kelisim.acceptAll(); kelisim.rejectAll()")
    page.get_by_text("Настройки").click()
    sent(page, service, 1)
    press(page, "erase")
    page.wait_for_timeout(200)
    service.gates["/consents"].release()
    expect(page.get_by_role("status").last).to_have_text("Ваши данные удалены.")
    assert [call for call in service.answered if call in {"consents", VISITOR}] == ["consents", VISITOR]
    assert len(service.sent("consents")) == 1
    assert cookie(page) == ""
    assert waits(page) == 0


def test_what_waits_is_kept_where_erasing_fails(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service)
    visit(page, service)
    service.answers["consents"] = service.answers[f"visitors/{VISITOR}"] = Answer(status=503)
    page.evaluate("kelisim.acceptAll(); kelisim.preferences()")
    press(page, "erase")
    expect(page.get_by_text("Не получилось")).to_be_visible()
    assert waits(page) == 1
    assert standing(page)["status"] == "given"


def test_the_details_are_asked_for_again_after_a_failure(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service)
    visit(page, service)
    page.route("**/details/**", lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: "/details/" in request.url):
        page.evaluate("kelisim.preferences()")
    page.evaluate("kelisim.receipt().catch(() => {})")  # the page has heard of it too
    page.unroute("**/details/**")
    page.evaluate("kelisim.hide(); kelisim.preferences()")
    expect(part(page, "facts")).to_be_attached()
