"""With the service away the page works, nothing optional runs, and an answer waits to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.journeys.service import Service
from tests.journeys.visitor import Visitor


class Cache:
    """The site's own server and the visitor's cache: they have what was loaded before."""

    def __init__(self, visitor: Visitor) -> None:
        asked = {each.url for each in visitor.recorder.requests if each.method == "GET"}
        kept = [visitor.context.request.get(url) for url in asked if url.startswith("http")]
        self._kept = {urlsplit(each.url).path: (each.headers, each.body()) for each in kept}

    def serve(self, route: Route) -> None:
        """Answer from what is kept; everything else meets a service that is down."""
        kept = self._kept.get(urlsplit(route.request.url).path)
        if route.request.method == "GET" and kept:
            headers, body = kept
            route.fulfill(headers={**headers, "content-encoding": ""}, body=body)
        else:
            route.abort("connectionrefused")


@pytest.fixture
def cut_off(context: BrowserContext, own_service: Service) -> Iterator[Visitor]:
    """A visitor whose cache knows both pages of the site, while the service is down."""
    visitor = Visitor(context, own_service.address)
    visitor.visit("studyexpert", "programmes")
    visitor.visit("studyexpert")
    expect(visitor.first_layer.box).to_be_visible()
    visitor.await_rest()
    cache = Cache(visitor)
    own_service.stop()
    context.route("**/*", cache.serve)
    visitor.recorder.clear()
    visitor.reload()
    yield visitor
    assert visitor.recorder.abroad == []


def test_the_page_works_and_nothing_optional_runs(cut_off: Visitor) -> None:
    expect(cut_off.first_layer.box).to_be_visible()
    cut_off.linger()
    cut_off.first_layer.customise.click()

    expect(cut_off.second_layer.switch("analytics")).not_to_be_checked()
    expect(cut_off.second_layer.switch("yandex-metrica")).not_to_be_checked()
    assert cut_off.recorder.ran == set()
    assert cut_off.recorder.cookies == set()


def test_an_answer_is_sent_once_when_the_service_is_back(
    cut_off: Visitor, own_service: Service, context: BrowserContext
) -> None:
    cut_off.press(cut_off.first_layer.reject)
    cut_off.next_page()
    assert cut_off.standing["status"] == "refused"
    expect(cut_off.first_layer.box).to_have_count(0)
    visitor = cut_off.standing["visitor"]

    own_service.start()
    context.unroute_all()
    cut_off.reload()
    cut_off.await_answer_kept()
    cut_off.reload()
    cut_off.page.wait_for_timeout(1000)

    # Whoever leaves the page between the service's answer and its arrival sends again: 200, no new record.
    acknowledged = [each.status for each in cut_off.recorder.answers if each.url.endswith("/consents")]
    assert set(acknowledged) <= {HTTPStatus.CREATED, HTTPStatus.OK}
    history = cut_off.ask_service(f"studyexpert/visitors/{visitor}/records")
    assert [record["method"] for record in history["records"]] == ["reject-all"]
    assert cut_off.ask_service(f"studyexpert/visitors/{visitor}")["status"] == "refused"


def test_without_even_the_banner_the_page_is_only_the_sites(context: BrowserContext, own_service: Service) -> None:
    visitor = Visitor(context, own_service.address)
    context.route("**/kelisim.js", lambda route: route.abort("connectionrefused"))
    visitor.page.goto(f"{own_service.address}/demo/clinic")
    visitor.linger()

    expect(visitor.page.locator("h1")).to_be_visible()
    assert visitor.recorder.ran == set()
    assert visitor.recorder.cookies == set()
