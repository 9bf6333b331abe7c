"""The description is served for machines and for people, by the service alone."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from flask.testing import FlaskClient
from playwright.sync_api import Page as Tab
from playwright.sync_api import Route

from tests.stores import an_app
from tests.web.test_policy_page import Page


@pytest.fixture
def store() -> str:
    """It asks no store, so one is enough."""
    return "sqlite"


@pytest.mark.parametrize("address", ["/v1/openapi.json", "/docs", "/docs.css"])
def test_it_may_be_kept_and_is_sent_once(http: FlaskClient, address: str) -> None:
    first = http.get(address)
    assert first.status_code == 200
    assert "max-age" in first.headers["Cache-Control"]
    again = http.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")


def test_any_page_may_read_the_document(http: FlaskClient) -> None:
    answer = http.get("/v1/openapi.json", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.get_json()["openapi"] == "3.1.0"


def test_below_a_path_addresses_lie_there(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    http = an_app(tmp_path / "below", path="/consent").test_client()
    assert http.get("/consent/v1/openapi.json").get_json()["servers"] == [{"url": "/consent"}]
    page = Page(http.get("/consent/docs").get_data(as_text=True))
    assert [link["href"] for link in page.named("link")] == ["/consent/docs.css"]


def test_the_page_tells_of_every_call_and_shape(http: FlaskClient) -> None:
    document = http.get("/v1/openapi.json").get_json()
    page = Page(http.get("/docs").get_data(as_text=True))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert {call["operationId"] for methods in document["paths"].values() for call in methods.values()} <= set(ids)
    assert {f"shape-{name}" for name in document["components"]["schemas"]} <= set(ids)
    within = [link["href"] for link in page.named("a") if (link["href"] or "").startswith("#")]
    assert {(href or "")[1:] for href in within} <= set(ids)


def test_the_page_needs_nothing_but_one_style_of_the_service(http: FlaskClient) -> None:
    answer = http.get("/docs")
    page = Page(answer.get_data(as_text=True))
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; ")
    assert page.named("script", "img", "iframe", "style") == []
    assert [attributes for _, attributes in page.elements if "style" in attributes] == []
    assert [link["href"] for link in page.named("link")] == ["/docs.css"]
    assert [link["href"] for link in page.named("a") if "//" in (link["href"] or "")] == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_the_page_can_be_read_by_anyone(
    http: FlaskClient, page: Tab, width: int, scheme: Literal["light", "dark"]
) -> None:
    asked: list[str] = []

    def serve(route: Route) -> None:
        asked.append(route.request.url)
        answer = http.get(route.request.url.removeprefix("http://kelisim.test"))
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.get_data())

    page.route("**/*", serve)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto("http://kelisim.test/docs")
    page.locator("summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert set(asked) <= {f"http://kelisim.test/{name}" for name in ("docs", "docs.css", "favicon.ico")}
    violations = Axe().run(page).response["violations"]
    found = [(each["id"], node["target"], node["failureSummary"]) for each in violations for node in each["nodes"]]
    assert found == []
