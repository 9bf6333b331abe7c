"""Who writes too often waits; reading is free."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.api_key import Scope
from app.services.add_key import add_key
from app.store.database import db
from tests.makers import NOW, a_record_id, a_site, another_site
from tests.stores import an_app, apply
from tests.web.calls import PAGE, SHOWN, a_sent_decision, erase, problem, read, send

_SHOWING = {"edition": 3, "language": "ru"}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The service, where one address may write three times an hour."""
    app = an_app(tmp_path, write_limit="3/hour", proxies=1)
    with app.app_context():
        apply(a_site(), another_site("cent"))
    yield app
    with app.app_context():
        db.engine.dispose()


def test_who_writes_too_often_is_told_when_to_come_back(http: FlaskClient) -> None:
    for number in range(3):
        assert send(http, body=a_sent_decision(id=a_record_id(number))).status_code == 201
    answer = send(http, body=a_sent_decision(id=a_record_id(3)))
    assert problem(answer) == (429, "too-many-requests")
    assert 1 <= int(answer.headers["Retry-After"]) <= 3601
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert len(read(http, "/v1/sites/cap/visitors/q3ZzT1yJTe2xq0u7p0m3Yw/records").get_json()["records"]) == 3


def test_erasing_is_limited_too(http: FlaskClient) -> None:
    for _ in range(3):
        assert erase(http).status_code == 204
    assert problem(erase(http)) == (429, "too-many-requests")


def test_reading_is_not_limited(http: FlaskClient) -> None:
    assert {read(http).status_code for _ in range(9)} == {200}


def test_another_address_has_a_limit_of_its_own(http: FlaskClient) -> None:
    for address in ("203.0.113.1", "203.0.113.2"):
        for _ in range(3):
            assert send(http, SHOWN, _SHOWING, headers={"X-Forwarded-For": address}).status_code == 204
        assert send(http, SHOWN, _SHOWING, headers={"X-Forwarded-For": address}).status_code == 429


def test_another_site_has_a_limit_of_its_own(http: FlaskClient) -> None:
    for _ in range(4):
        send(http, SHOWN, _SHOWING)
    assert send(http, "/v1/sites/cent/shown", _SHOWING, origin="https://cent.example").status_code == 204


def test_an_address_that_is_not_forwarded_by_a_believed_proxy_does_not_count(http: FlaskClient) -> None:
    """With one proxy believed, only what that proxy added counts: the last address."""
    for number in range(3):
        send(http, SHOWN, _SHOWING, headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.9"})
    answer = send(http, SHOWN, _SHOWING, headers={"X-Forwarded-For": "198.51.100.77, 203.0.113.9"})
    assert answer.status_code == 429


def test_a_sites_server_writes_for_many_visitors(app: Flask, http: FlaskClient) -> None:
    with app.app_context():
        key = add_key(a_site(), "desk", {Scope.WRITE}, NOW)
    shown = {"Authorization": f"Bearer {key}"}
    for number in range(4):
        sent = send(http, body=a_sent_decision(id=a_record_id(number)), origin=None, headers=shown)
        assert sent.status_code == 201
