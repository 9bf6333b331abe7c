"""The service below a path of a site's own host."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.store.database import db
from tests.makers import a_record_id, a_site
from tests.stores import an_app, apply
from tests.web.calls import VISITOR_ADDRESS, a_sent_decision, problem, read, send


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The service at `/consent`, behind a proxy."""
    app = an_app(tmp_path, path="/consent", proxies=1)
    with app.app_context():
        apply(a_site())
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("passed_on", ["", "/consent"])
def test_it_answers_whether_or_not_the_proxy_cuts_the_path_off(app: Flask, passed_on: str) -> None:
    http = app.test_client(use_cookies=False)
    for number in range(2):
        decision = a_sent_decision(id=a_record_id(number))
        assert send(http, f"{passed_on}/v1/sites/cap/consents", decision).status_code == 201
    told = read(http, f"{passed_on}{VISITOR_ADDRESS}/records?limit=1").get_json()
    assert told["next"].startswith(f"/consent{VISITOR_ADDRESS}/records?")
    assert len(read(http, told["next"]).get_json()["records"]) == 1


@pytest.mark.parametrize("passed_on", ["", "/consent"])
def test_its_pages_lead_below_the_path(app: Flask, passed_on: str) -> None:
    page = app.test_client().get(f"{passed_on}/sites/cap/policy").text
    assert 'href="/consent/sites/cap/policy.css"' in page


def test_a_path_that_only_begins_alike_is_not_its_own(app: Flask) -> None:
    assert problem(app.test_client().get("/consents/healthz")) == (404, "not-found")


def test_nobody_else_can_say_where_it_lies(app: Flask) -> None:
    page = app.test_client().get("/sites/cap/policy", headers={"X-Forwarded-Prefix": "//evil.example"}).text
    assert "evil.example" not in page
