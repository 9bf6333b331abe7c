"""Who writes too often waits; reading is free."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.api_key import Scope
from app.services.add_key import add_key
from app.services.transaction import NotCommitted, one_commit
from app.store.database import db
from app.web.limits import network_of
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


def test_what_is_tried_again_counts_once(app: Flask, http: FlaskClient) -> None:
    """The worker tries each alone whose shared commit failed."""
    with app.app_context(), suppress(NotCommitted), one_commit():
        for number in range(3):
            assert send(http, body=a_sent_decision(id=a_record_id(number))).status_code == 201
        raise NotCommitted
    statuses = [send(http, body=a_sent_decision(id=a_record_id(number))).status_code for number in range(4)]
    assert statuses == [201, 201, 201, 429]


def test_another_address_has_a_limit_of_its_own(http: FlaskClient) -> None:
    for address in ("203.0.113.1", "203.0.113.2"):
        for _ in range(3):
            assert send(http, SHOWN, _SHOWING, headers={"X-Forwarded-For": address}).status_code == 204
        assert send(http, SHOWN, _SHOWING, headers={"X-Forwarded-For": address}).status_code == 429


def test_another_site_has_a_limit_of_its_own(http: FlaskClient) -> None:
    for _ in range(4):
        send(http, SHOWN, _SHOWING)
    assert send(http, "/v1/sites/cent/shown", _SHOWING, origin="https://cent.example").status_code == 204


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.1", "::ffff:203.0.113.2", False),
        ("::ffff:203.0.113.1", "203.0.113.1", True),
        ("203.0.113.1", "203.0.113.2", False),
        ("203.0.113.1:4711", "203.0.113.1:4712", False),
        ("", "203.0.113.1", False),
    ],
)
def test_an_address_is_what_one_machine_can_choose_from(one: str, other: str, are_one: bool) -> None:  # noqa: FBT001 - a case
    assert (network_of(one) == network_of(other)) is are_one


def test_all_addresses_together_have_a_limit_at_a_site(tmp_path: Path) -> None:
    http = _service(tmp_path, site_limit="4/hour", write_limit="3/hour")
    statuses = [_showing_from(http, address) for address in ("203.0.113.1", "203.0.113.2") for _ in range(3)]
    assert statuses == [204, 204, 204, 204, 429, 429]
    answer = send(http, SHOWN, _SHOWING, headers={"X-Forwarded-For": "203.0.113.3"})
    assert problem(answer) == (429, "too-many-requests")
    assert "at one site" in answer.get_json()["detail"]
    assert send(http, "/v1/sites/cent/shown", _SHOWING, origin="https://cent.example").status_code == 204


def test_one_address_does_not_use_up_what_belongs_to_all(tmp_path: Path) -> None:
    http = _service(tmp_path, site_limit="4/hour", write_limit="3/hour")
    assert [_showing_from(http, "203.0.113.1") for _ in range(9)] == [204] * 3 + [429] * 6
    assert _showing_from(http, "203.0.113.2") == 204


def _service(folder: Path, site_limit: str, write_limit: str) -> FlaskClient:
    app = an_app(folder, proxies=1, site_limit=site_limit, write_limit=write_limit)
    with app.app_context():
        apply(a_site(), another_site("cent"))
        db.engine.dispose()
    return app.test_client(use_cookies=False)


def _showing_from(http: FlaskClient, address: str) -> int:
    return send(http, SHOWN, _SHOWING, headers={"X-Forwarded-For": address}).status_code


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
