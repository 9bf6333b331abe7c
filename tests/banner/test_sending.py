"""A decision acts at once, and is sent until the service has it: later, on the next page, and never as two."""

import re
import uuid
from dataclasses import replace
from datetime import datetime
from threading import Semaphore

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import ALL, VISITOR, answered, await_delivery, cookie, part, press, sent, standing, visit, waits
from tests.banner.service import Answer, Service

pytestmark = pytest.mark.usefixtures("faults")

KEPT = Answer(b"{}", "application/json", 201)
FILL = """() => {
  for (let size = 2 ** 20, at = 0; size; size >>= 1)
    try { for (;;) localStorage[`other${at++}`] = 'x'.repeat(size); } catch {}
}"""


def test_a_decision_is_sent_whole(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("history.replaceState(0, '', '/courses?from=mail#top')")
    page.evaluate("kelisim.decide({categories: {analytics: true}, counters: {'zero-kz': false}})")
    [asked] = sent(page, service, 1)
    told = asked.json
    assert asked.headers["Content-Type"].startswith("text/plain")  # and a browser asks nobody first
    assert uuid.UUID(told.pop("id")).version == 4
    assert re.fullmatch(r"[\w-]{22}", told["visitor"])
    assert told.pop("visitor") == standing(page)["visitor"] == cookie(page).split(".")[1]
    assert datetime.fromisoformat(told.pop("decided_at")).tzinfo
    assert told.pop("after") in range(60)
    assert told == {
        "method": "api",
        "categories": {"functional": False, "analytics": True, "advertising": False},
        "counters": {"zero-kz": False},
        "edition": 1,
        "banner": service.settings["banner"],
        "language": "ru",
        "page": service.url("/courses"),
        "signals": {"gpc": False},
    }
    await_delivery(page)


def test_a_decision_is_sent_where_storage_is_full(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate(FILL)
    page.evaluate("kelisim.acceptAll()")
    [asked] = sent(page, service, 1)
    assert asked.json["method"] == "accept-all"


@pytest.mark.parametrize(("name", "method"), [("accept", "accept-all"), ("reject", "reject-all"), ("save", "save")])
def test_the_button_is_the_method(page: Page, service: Service, name: str, method: str) -> None:
    visit(page, service)
    if name == "save":
        press(page, "customise")
    press(page, name)
    assert [each.json["method"] for each in sent(page, service, 1)] == [method]


def test_the_visitor_keeps_her_id(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service)
    visit(page, service)
    page.evaluate("kelisim.acceptAll(); kelisim.withdraw()")
    told = [each.json for each in sent(page, service, 2)]
    assert [each["visitor"] for each in told] == [VISITOR, VISITOR]
    assert not any("after" in each for each in told)  # nobody asked her
    assert standing(page)["status"] == "withdrawn"


@pytest.mark.parametrize("status", [500, 503, 429, 408, 425])
def test_not_now_is_tried_again_with_the_same_id(page: Page, service: Service, status: int) -> None:
    service.answers["consents"] = Answer(status=status)
    visit(page, service)
    press(page, "accept")
    assert standing(page)["status"] == "given"
    sent(page, service, 1)
    assert waits(page) == 1
    service.answers["consents"] = KEPT
    await_delivery(page)
    ids = [each.json["id"] for each in service.sent("consents")]
    assert len(ids) > 1
    assert len(set(ids)) == 1


def test_it_waits_as_long_as_the_service_asks(page: Page, service: Service) -> None:
    service.answers["consents"] = Answer(status=503, headers={"Retry-After": "60"})
    visit(page, service)
    press(page, "accept")
    sent(page, service, 1)
    page.wait_for_timeout(3500)
    assert len(service.sent("consents")) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 415, 422])
def test_a_refusal_of_the_service_is_final(page: Page, service: Service, status: int) -> None:
    service.answers["consents"] = Answer(b"{}", "application/problem+json", status)
    visit(page, service)
    press(page, "accept")
    await_delivery(page)
    assert len(service.sent("consents")) == 1
    assert standing(page)["status"] == "given"


@pytest.mark.parametrize(
    ("status", "mimetype"), [(404, "text/html"), (403, "application/json"), (200, "text/html; charset=utf-8")]
)
def test_what_a_proxy_made_up_settles_nothing(page: Page, service: Service, status: int, mimetype: str) -> None:
    service.answers["consents"] = Answer(b"<h1>Nothing here</h1>", mimetype, status)
    visit(page, service)
    press(page, "accept")
    sent(page, service, 2)
    service.answers["consents"] = KEPT
    await_delivery(page)
    assert len({each.json["id"] for each in service.sent("consents")}) == 1


def test_what_was_not_acknowledged_is_sent_on_the_next_page_in_order(page: Page, service: Service) -> None:
    visit(page, service)
    page.route("**/consents", lambda route: route.abort())
    page.evaluate("kelisim.acceptAll(); kelisim.rejectAll()")
    assert waits(page) == 2
    page.unroute("**/consents")
    visit(page, service)
    await_delivery(page)
    # The page that was left may have tried once more: the same id is the same record.
    once = {each.json["id"]: each.json["method"] for each in service.sent("consents")}
    assert list(once.values()) == ["accept-all", "reject-all"]


def test_what_could_not_be_sent_is_sent_although_its_cookie_is_gone(page: Page, service: Service) -> None:
    visit(page, service)
    page.route("**/consents", lambda route: route.abort())
    page.evaluate("kelisim.acceptAll()")
    assert waits(page) == 1
    page.goto("about:blank")
    page.unroute("**/consents")
    page.context.clear_cookies()
    visit(page, service)
    await_delivery(page)
    assert service.sent("consents")[-1].json["method"] == "accept-all"
    assert standing(page)["status"] == "unknown"


def test_it_is_sent_although_the_page_is_left(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("kelisim.acceptAll(); location.href = 'about:blank'")
    assert len(sent(page, service, 1)) == 1


_ACCEPT = "document.querySelector('kelisim-banner').shadowRoot.querySelector('[part~=accept]').click()"


def test_a_click_takes_the_banner_away_first_and_is_obeyed_right_after_that_frame(page: Page, service: Service) -> None:
    visit(page, service)
    seen = page.evaluate(
        f"""() => {{
          {_ACCEPT};
          const before = [document.querySelector("kelisim-banner"), kelisim.standing.status];
          return new Promise((seen) => requestAnimationFrame(() => setTimeout(
            () => seen([...before, kelisim.standing.status]))));
        }}"""
    )
    assert seen == [None, "unknown", "given"]
    assert len(sent(page, service, 1)) == 1


def test_a_click_is_obeyed_at_once_when_the_page_is_left_before_that_frame(page: Page, service: Service) -> None:
    visit(page, service)
    left = f"() => {{ {_ACCEPT}; dispatchEvent(new Event('visibilitychange')); return kelisim.standing.status }}"
    assert page.evaluate(left) == "given"
    assert len(sent(page, service, 1)) == 1


def test_a_click_is_sent_although_the_page_is_left(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate(f"{_ACCEPT}; location.href = 'about:blank'")
    assert len(sent(page, service, 1)) == 1


def test_rubbish_in_the_outbox_is_thrown_away(page: Page, service: Service) -> None:
    visit(page, service)
    for rubbish in ("{", "null", '"x"', "[null]", '{"a": 1}', "[1]", "[[]]"):
        page.evaluate("text => localStorage['kelisim.studyexpert.outbox'] = text", rubbish)
        visit(page, service)
    press(page, "accept")
    assert len(sent(page, service, 1)) == 1


def test_where_refusals_are_counted_one_who_refuses_gets_no_id(page: Page, service: Service) -> None:
    service.settings["refusals"] = "counted"
    visit(page, service)
    press(page, "reject")
    assert sent(page, service, 1)[0].json["visitor"] == "-"
    assert cookie(page).startswith("1.-.1.")
    assert standing(page)["visitor"] is None
    page.evaluate("kelisim.acceptAll()")
    assert len(standing(page)["visitor"]) == 22


def test_where_refusals_are_counted_a_withdrawal_is_recorded(page: Page, service: Service) -> None:
    service.settings["refusals"] = "counted"
    visit(page, service)
    page.evaluate("kelisim.acceptAll(); kelisim.withdraw()")
    first, second = (each.json["visitor"] for each in sent(page, service, 2))
    assert first == second == standing(page)["visitor"]


def test_the_signal_of_the_browser_is_sent_along(page: Page, service: Service) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
    visit(page, service)
    press(page, "reject")
    assert sent(page, service, 1)[0].json["signals"] == {"gpc": True}


def test_the_banner_works_while_the_service_is_down(page: Page, service: Service) -> None:
    visit(page, service, '<div data-consent="declaration">Пока пусто</div>')
    answered(page, service)
    page.route("**/v1/**/consents", lambda route: route.abort())
    page.route("**/details/**", lambda route: route.abort())
    visit(
        page, service, '<div data-consent="declaration">Пока пусто</div><a href="#" data-consent="preferences">Ещё</a>'
    )
    page.get_by_text("Ещё").click()
    switches = page.get_by_role("dialog").get_by_role("switch")
    expect(switches).to_have_count(4)
    expect(page.get_by_text("Пока пусто")).to_be_visible()
    page.get_by_label("Аналитика").check()
    press(page, "save")
    held = standing(page)
    assert held["status"] == "given"
    assert held["counters"]["zero-kz"]
    expect(part(page, "dialog")).to_have_count(0)


def test_a_counter_that_is_not_shown_keeps_its_answer(page: Page, service: Service) -> None:
    """Without the details a visitor sees categories alone: what she said of a counter is not hers to lose."""
    visit(page, service)
    answered(page, service, "necessary~analytics~yandex-metrica~google-analytics-4")
    page.route("**/details/**", lambda route: route.abort())
    visit(page, service)
    page.evaluate("kelisim.preferences()")
    page.get_by_label("Функциональные").check()
    press(page, "save")
    held = standing(page)
    assert held["categories"]["functional"]
    assert not held["counters"]["zero-kz"]
    assert held["counters"]["yandex-metrica"]


def test_an_acknowledgement_that_comes_late_does_not_bring_back_what_was_withdrawn(
    page: Page, service: Service
) -> None:
    visit(page, service)
    older = f"kelisim=1.{VISITOR}.1.1.{ALL}; Path=/"
    service.answers["consents"] = replace(KEPT, headers={"Set-Cookie": older})
    service.gates["/consents"] = Semaphore(1)  # the second is not answered
    page.evaluate("kelisim.acceptAll(); kelisim.withdraw()")
    sent(page, service, 2)
    assert waits(page) == 1
    assert cookie(page).endswith(".necessary")
    service.gates["/consents"].release()
