"""A new edition asks again or only informs; an answer that has run out is asked anew."""

import pytest
from playwright.sync_api import Page, expect

from tests.banner.pages import ALL, answered, part, press, standing, visit
from tests.banner.service import Service, sample_settings

pytestmark = pytest.mark.usefixtures("faults")

NEWS = "С 1 октября действует новая редакция: новые партнёры."


def publish(service: Service, *, asks: int) -> None:
    service.settings = sample_settings(edition=2, asks=asks)
    service.settings["languages"]["ru"]["notice"] = NEWS


def test_an_edition_that_asks_again_says_what_is_new(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL, edition=1)
    publish(service, asks=2)
    visit(page, service)
    expect(part(page, "banner")).to_contain_text(NEWS)
    assert standing(page)["status"] == "expired"
    assert not any(standing(page)["counters"].values())
    press(page, "accept")
    assert standing(page)["edition"] == 2


def test_a_new_visitor_hears_nothing_of_it(page: Page, service: Service) -> None:
    publish(service, asks=2)
    visit(page, service)
    expect(part(page, "banner")).to_be_visible()
    expect(part(page, "banner")).not_to_contain_text(NEWS)


def test_an_edition_that_informs_lets_the_answer_stand(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL, edition=1)
    publish(service, asks=1)
    visit(page, service)
    expect(page.get_by_role("status")).to_have_text(NEWS)
    expect(part(page, "banner")).to_have_count(0)
    expect(part(page, "message").get_by_role("link")).to_have_attribute("href", "https://studyexpert.pro/privacy")
    assert standing(page)["status"] == "given"
    assert standing(page)["edition"] == 1

    visit(page, service)  # it is told until she hides it
    expect(page.get_by_role("status")).to_have_text(NEWS)
    press(page, "hide")
    visit(page, service)
    page.wait_for_timeout(300)
    expect(page.locator("kelisim-banner")).to_have_count(0)


def test_an_answer_that_has_run_out_is_asked_anew(page: Page, service: Service) -> None:
    visit(page, service)
    answered(page, service, ALL, at=1_700_000_000)
    visit(page, service)
    expect(part(page, "banner")).to_contain_text(service.settings["languages"]["ru"]["expired"])
    assert standing(page)["status"] == "expired"
    press(page, "customise")
    expect(page.get_by_role("dialog").get_by_role("switch", checked=True)).to_have_count(1)
