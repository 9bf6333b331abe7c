"""What the service keeps of an answer, how long the browser keeps it, and how it is erased."""

from __future__ import annotations

import re
import time
from http import HTTPStatus

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from app.services.verify_receipt import verify_receipt
from app.signing.keyring import Keyring
from tests.journeys.service import Service
from tests.journeys.sites import NAMES, SITES, counters_of
from tests.journeys.visitor import Visitor

_DAY = 86_400


@pytest.mark.parametrize("site", NAMES)
def test_the_service_sets_the_cookie_for_its_whole_life(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    with visitor.page.expect_response("**/consents") as kept:
        visitor.press(visitor.first_layer.accept)

    assert kept.value.status == HTTPStatus.CREATED
    by_server = kept.value.all_headers()["set-cookie"]
    seconds = int((re.search(r"Max-Age=(\d+)", by_server) or [""])[1])
    assert seconds == pytest.approx(SITES[site].validity_days * _DAY, abs=60)
    assert f"Path=/demo/{site}" in by_server

    (cookie,) = [each for each in visitor.context.cookies() if each.get("name") == "kelisim"]
    assert cookie.get("sameSite") == "Lax"
    assert cookie.get("expires") == pytest.approx(time.time() + seconds, abs=60)
    by_page = cookie.get("value", "").split(".")
    assert by_page[0] == "1"
    assert by_page[1] == visitor.standing["visitor"]
    assert set(by_page[-1].split("~")) >= counters_of(site)


@pytest.mark.parametrize("site", NAMES)
def test_she_erases_what_is_known_of_her(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    visitor.press(visitor.first_layer.accept)
    visitor.await_started(counters_of(site))
    visitor.await_answer_kept()
    known_as = visitor.standing["visitor"]

    visitor.open_preferences()
    with visitor.page.expect_response("**/visitors/*") as erased:
        visitor.second_layer.erase.click()
    assert erased.value.status == HTTPStatus.NO_CONTENT
    expect(visitor.second_layer.box).to_have_count(0)

    assert visitor.ask_service(f"{site}/visitors/{known_as}")["status"] == "unknown"
    assert visitor.ask_service(f"{site}/visitors/{known_as}/records")["records"] == []
    assert visitor.standing["status"] == "unknown"
    visitor.leave()
    visitor.visit(site)
    expect(visitor.first_layer.box).to_be_visible()
    assert visitor.recorder.ran == set()
    assert visitor.recorder.cookies == set()


def test_an_answer_under_way_does_not_bring_back_who_is_erased(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.press(visitor.first_layer.reject)
    visitor.await_answer_kept()
    known_as = visitor.standing["visitor"]
    held: list[Route] = []
    visitor.context.route("**/consents", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks its handlers
    visitor.page.evaluate("kelisim.acceptAll()")
    visitor.await_that(lambda: held, "the answer was not sent")

    visitor.open_preferences()
    visitor.second_layer.erase.click()
    visitor.page.wait_for_timeout(300)
    with visitor.page.expect_response("**/visitors/*") as erased:
        held[0].continue_()
    assert erased.value.status == HTTPStatus.NO_CONTENT
    expect(visitor.second_layer.box).to_have_count(0)

    assert visitor.ask_service(f"studyexpert/visitors/{known_as}")["status"] == "unknown"
    assert visitor.ask_service(f"studyexpert/visitors/{known_as}/records")["records"] == []
    assert "kelisim" not in visitor.recorder.cookies


def test_she_takes_the_signed_receipt_home(context: BrowserContext, own_service: Service) -> None:
    visitor = Visitor(context, own_service.address)
    visitor.visit("cap")
    visitor.allow_only("analytics")
    visitor.await_answer_kept()
    own_service.seal()
    receipt = visitor.page.evaluate("kelisim.receipt()")

    keys = Keyring.of(context.request.get(f"{own_service.address}/v1/keys").json())
    seal = verify_receipt(keys, receipt)
    assert seal is not None
    assert seal.number == 1
    assert receipt["pii_principal_id"] == visitor.standing["visitor"]
    assert receipt["pii_processing"]["privacy_notice"]["shown_exactly"]
    granted = {each["purpose_type"]: each["granted"] for each in receipt["pii_processing"]["purposes"]}
    assert granted == visitor.standing["categories"]
    assert visitor.page.locator("html").get_attribute("lang") == receipt["pii_processing"]["language"]


def test_the_site_reads_the_answer_on_its_own_server(visitor: Visitor) -> None:
    visitor.visit("cent")
    visitor.allow_only("analytics")
    visitor.await_answer_kept()
    visitor.next_page()

    read_by_site = visitor.page.locator("[data-server]").text_content() or ""
    assert read_by_site.split(", ") == [
        "necessary",
        "analytics",
        "yandex-metrica",
        "liveinternet",
        "rambler-top100",
    ]


def test_the_shown_banner_is_counted_once_a_session(visitor: Visitor) -> None:
    visitor.visit("studyexpert")
    visitor.await_that(lambda: "POST shown" in visitor.recorder.asked, "it was not counted")
    visitor.reload()
    visitor.page.wait_for_timeout(500)

    assert visitor.recorder.asked.count("POST shown") == 1
