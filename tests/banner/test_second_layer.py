"""The second layer: every category and counter with a switch, nothing ticked beforehand, and what is known of each."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.banner.pages import ALL, VISITOR, answered, part, press, sent, standing, visit
from tests.banner.service import Service

pytestmark = pytest.mark.usefixtures("faults")


def switch(page: Page, name: str) -> Locator:
    return page.get_by_role("dialog").get_by_label(name, exact=True)


def opened(page: Page, service: Service) -> None:
    visit(page, service, '<a id="link" href="#" data-consent="preferences">Настройки</a>')
    page.locator("#link").click()
    expect(part(page, "facts")).to_be_attached()


def test_nothing_is_ticked_beforehand(page: Page, service: Service) -> None:
    opened(page, service)
    switches = page.get_by_role("dialog").get_by_role("switch")
    expect(switches).to_have_count(4 + 5)
    expect(page.get_by_role("dialog").get_by_role("switch", checked=True)).to_have_count(1)
    expect(switch(page, "Необходимые")).to_be_disabled()


def test_an_earlier_answer_is_shown(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, "necessary~analytics~yandex-metrica~google-analytics-4~meta-pixel")
    opened(page, service)
    expect(switch(page, "Яндекс Метрика")).to_be_checked()
    expect(switch(page, "ZERO.kz")).not_to_be_checked()
    expect(switch(page, "Аналитика")).to_be_checked(indeterminate=True)
    expect(switch(page, "Реклама")).to_be_checked(indeterminate=True)
    expect(switch(page, "Функциональные")).not_to_be_checked()
    press(page, "save")  # unchanged: the answer stays what it was
    held = standing(page)
    assert [name for name, allowed in held["counters"].items() if allowed] == [
        "yandex-metrica",
        "google-analytics-4",
        "meta-pixel",
    ]
    assert held["categories"]["analytics"]
    assert not held["categories"]["advertising"]


def test_what_is_known_of_a_counter_is_told(page: Page, service: Service) -> None:
    opened(page, service)
    row = part(page, "counter").filter(has_text="Яндекс Метрика")
    expect(row).to_contain_text("ООО «ЯНДЕКС», Россия")
    expect(row.locator("small")).to_be_visible()
    expect(part(page, "counter").filter(has_text="ZERO.kz").locator("small")).to_have_count(0)
    row.locator("summary").click()
    expect(row.get_by_text("_ym_uid – 1 год")).to_be_visible()


def test_a_category_switches_its_counters(page: Page, service: Service) -> None:
    opened(page, service)
    switch(page, "Аналитика").check()
    expect(switch(page, "ZERO.kz")).to_be_checked()
    expect(switch(page, "Meta Pixel")).not_to_be_checked()
    switch(page, "Аналитика").uncheck()
    expect(switch(page, "ZERO.kz")).not_to_be_checked()


def test_a_counter_of_its_own_makes_the_category_mixed(page: Page, service: Service) -> None:
    opened(page, service)
    switch(page, "ZERO.kz").check()
    expect(switch(page, "Аналитика")).to_be_checked(indeterminate=True)
    expect(switch(page, "Аналитика")).to_have_role("checkbox")
    press(page, "save")
    [asked] = sent(page, service, 1)
    assert asked.json["categories"] == {"functional": False, "analytics": False, "advertising": False}
    assert asked.json["counters"] == {"zero-kz": True}
    assert standing(page)["counters"]["zero-kz"]


def test_all_counters_one_by_one_are_the_category(page: Page, service: Service) -> None:
    opened(page, service)
    for name in ("Яндекс Метрика", "Google Analytics 4", "ZERO.kz"):
        switch(page, name).check()
    expect(switch(page, "Аналитика")).to_be_checked()
    press(page, "save")
    assert sent(page, service, 1)[0].json["counters"] == {}


def test_switches_that_were_moved_before_the_details_came_are_kept(page: Page, service: Service) -> None:
    service.delays["/details/"] = 0.6
    visit(page, service)
    press(page, "customise")
    switch(page, "Реклама").check()
    expect(switch(page, "Meta Pixel")).to_be_checked()


def test_closing_answers_nothing(page: Page, service: Service) -> None:
    opened(page, service)
    switch(page, "Аналитика").check()
    press(page, "close")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(part(page, "banner")).to_be_visible()
    assert standing(page)["status"] == "unknown"
    assert service.sent("consents") == []


def test_the_visitor_sees_her_id_and_what_she_answered(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL)
    opened(page, service)
    facts = part(page, "facts")
    expect(facts).to_contain_text("ТОО «М&К»")
    expect(facts).to_contain_text(VISITOR)
    expect(facts).to_contain_text("Функциональные")


def test_one_without_an_answer_has_nothing_to_erase(page: Page, service: Service) -> None:
    opened(page, service)
    expect(part(page, "erase")).to_have_count(0)
