"""`window.kelisim`, the events and the tag managers' layer, as the design promises them."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import ALL, VISITOR, answered, part, standing, visit
from tests.banner.service import Answer, Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")


def test_what_was_pushed_before_the_script_runs_when_it_has_loaded(page: Page, service: Service) -> None:
    visit(page, service, "<script>(window.kelisim ||= []).push(k => window.told = k.standing.status)</script>")
    page.wait_for_function("window.told")
    assert page.evaluate("told") == "unknown"
    page.evaluate("kelisim.push(k => window.later = k === kelisim)")
    page.wait_for_function("window.later")


def test_allows_never_throws(page: Page, service: Service) -> None:
    visit(page, service)
    allowed = "[undefined, null, '', 7, {}, [], Symbol(), 'constructor', '__proto__', 'hotjar'].map(kelisim.allows)"
    assert page.evaluate(allowed) == [False] * 10
    assert page.evaluate("kelisim.allows('necessary')")
    page.evaluate("kelisim.acceptAll()")
    assert page.evaluate("['analytics', 'zero-kz'].map(kelisim.allows)") == [True, True]


def test_ready_and_when(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("kelisim.ready")
    page.evaluate("void kelisim.when('zero-kz').then(() => window.zero = true)")
    page.evaluate("kelisim.decide({categories: {advertising: true}})")
    page.wait_for_timeout(50)
    assert page.evaluate("window.zero") is None
    page.evaluate("kelisim.decide({counters: {'zero-kz': true}})")
    page.wait_for_function("window.zero")
    page.evaluate("kelisim.when('advertising')")


def test_the_standing_tells_all(page: Page, service: Service) -> None:
    visit(page, service)
    assert standing(page) == {
        "visitor": None,
        "status": "unknown",
        "ask": True,
        "edition": None,
        "recordedAt": None,
        "expiresAt": None,
        "categories": {"necessary": True, "functional": False, "analytics": False, "advertising": False},
        "counters": dict.fromkeys(service.settings["counters"], False),
    }
    answered(page, service, "necessary~analytics~zero-kz", at=1_795_241_400)
    page.clock.set_fixed_time(1_795_241_500)
    visit(page, service)
    held = standing(page)
    assert held["visitor"] == VISITOR
    assert held["recordedAt"] == "2026-11-21T06:10:00.000Z"
    assert held["expiresAt"] == "2027-05-20T06:10:00.000Z"
    assert [name for name, allowed in held["counters"].items() if allowed] == ["zero-kz"]


def test_what_a_page_is_handed_is_not_its_to_change(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("""() => {
        const grant = (held) => {
            for (const answers of [held.categories, held.counters]) Reflect.set(answers, "zero-kz", true);
            Reflect.set(held, "categories", {analytics: true});
        };
        grant(kelisim.standing);
        kelisim.on("show", grant);
        kelisim.preferences();
        kelisim.rejectAll();
        dataLayer.filter((each) => each.kelisim).forEach((each) => grant(each.kelisim));
    }""")
    assert page.evaluate("['analytics', 'zero-kz'].map(kelisim.allows)") == [False, False]
    assert standing(page)["counters"]["zero-kz"] is False


def test_a_decision_about_some_leaves_the_others(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("kelisim.decide({categories: {analytics: true}, counters: {'zero-kz': false}})")
    page.evaluate("kelisim.decide({categories: {functional: true}})")
    held = standing(page)
    assert held["categories"] == {"necessary": True, "functional": True, "analytics": True, "advertising": False}
    assert held["counters"]["zero-kz"] is False
    page.evaluate("kelisim.decide({categories: {analytics: true}})")  # a counter without an own answer follows
    assert standing(page)["counters"]["zero-kz"] is True


def test_it_is_heard_what_happens_until_one_stops_listening(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("""() => {
        window.heard = [];
        const names = ["show", "hide", "decide", "change"];
        window.stops = names.map(name => kelisim.on(name, standing => heard.push(name + " " + standing.status)));
        document.addEventListener("kelisim:change", ({detail}) => heard.push("event " + detail.status));
        kelisim.on("decide", () => { throw Error("ours alone") });
        addEventListener("error", event => { event.preventDefault(); heard.push("error") });
    }""")
    page.evaluate("kelisim.preferences(); kelisim.acceptAll()")
    heard = page.evaluate("heard")
    assert heard[0] == "show unknown"
    assert set(heard) >= {"decide given", "change given", "event given", "hide given", "error"}
    page.evaluate("heard.length = 0; stops.forEach(stop => stop()); kelisim.withdraw()")
    assert set(page.evaluate("heard")) == {"event withdrawn", "error"}


def test_tag_managers_hear_it_too(page: Page, service: Service) -> None:
    service.settings = sample_settings(modules={})
    visit(page, service)
    assert page.evaluate("window.dataLayer") is None
    page.evaluate("kelisim.acceptAll()")
    [pushed] = page.evaluate("dataLayer")
    assert pushed["event"] == "kelisim_consent_update"
    assert pushed["kelisim"]["categories"]["analytics"] is True
    visit(page, service)
    assert len(page.evaluate("dataLayer")) == 1  # a returning visitor's answer is told at once


def test_layers_are_shown_and_hidden(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    visit(page, service)
    page.evaluate("kelisim.show(); kelisim.show()")
    expect(part(page, "banner")).to_have_count(1)
    page.evaluate("kelisim.hide()")
    expect(page.locator("kelisim-banner")).to_have_count(0)
    page.evaluate("kelisim.preferences(); kelisim.preferences()")
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.evaluate("kelisim.hide(); kelisim.hide()")
    expect(page.locator("kelisim-banner")).to_have_count(0)
    assert standing(page)["status"] == "given"


def test_the_page_that_asked_for_it_is_not_told(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("kelisim.acceptAll()")
    page.wait_for_timeout(200)
    expect(page.locator("kelisim-banner")).to_have_count(0)


def test_the_receipt_is_that_of_the_last_record(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    records = f"visitors/{VISITOR}/records"
    service.answers[records] = Answer(b'{"records": [{"id": "r2"}, {"id": "r1"}]}', "application/json")
    service.answers[f"{records}/r2"] = Answer(b'{"signed": true}', "application/json")
    visit(page, service)
    assert page.evaluate("kelisim.receipt()") == {"signed": True}


@pytest.mark.parametrize("records", [Answer(status=404), Answer(b'{"records": []}', "application/json")])
def test_without_a_record_there_is_no_receipt(page: Page, service: Service, records: Answer) -> None:
    visit(page, service)
    answered(page, service, ALL)
    service.answers[f"visitors/{VISITOR}/records"] = records
    visit(page, service)
    assert page.evaluate("kelisim.receipt().then(() => 'resolved', () => 'rejected')") == "rejected"


def test_a_receipt_that_the_service_does_not_give_is_none(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    service.answers[f"visitors/{VISITOR}/records"] = Answer(b'{"records": [{"id": "r"}]}', "application/json")
    service.answers[f"visitors/{VISITOR}/records/r"] = Answer(b'{"status": 404}', "application/json", 404)
    visit(page, service)
    assert page.evaluate("kelisim.receipt().then(() => 'resolved', () => 'rejected')") == "rejected"


def test_a_click_of_a_script_on_the_document_is_nobodys_wish(page: Page, service: Service) -> None:
    visit(page, service)
    page.evaluate("document.dispatchEvent(new MouseEvent('click'))")
    assert standing(page)["status"] == "unknown"
