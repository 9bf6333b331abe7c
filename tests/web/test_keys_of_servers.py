"""A site's server reads and writes with a key of its site."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.access import Access
from app.domain.api_key import Scope
from app.services.add_key import add_key
from app.services.list_accesses import list_accesses
from app.services.list_keys import list_keys
from app.services.revoke_key import revoke_key
from tests.makers import NOW, VISITOR, a_site, another_site
from tests.stores import apply
from tests.web.calls import PAGE, VISITOR_ADDRESS, a_sent_decision, problem, read, send

RECORDS = f"{VISITOR_ADDRESS}/records"


@pytest.fixture
def key(app: Flask) -> str:
    """A key that reads."""
    with app.app_context():
        return add_key(a_site(), "shop", {Scope.READ}, NOW)


@pytest.fixture
def writing_key(app: Flask) -> str:
    """A key that reads and writes."""
    with app.app_context():
        return add_key(a_site(), "desk", {Scope.READ, Scope.WRITE}, NOW)


def bearing(key: str) -> dict[str, Any]:
    """Return how a server without a page shows its key."""
    return {"origin": None, "headers": {"Authorization": f"Bearer {key}"}}


def _accesses(app: Flask) -> list[Access]:
    with app.app_context():
        return [each for each in list_accesses(a_site(), NOW) if each.is_about_records]


def test_a_server_reads(http: FlaskClient, key: str) -> None:
    send(http)
    assert read(http, **bearing(key)).get_json()["status"] == "given"


def test_a_server_records_what_its_visitor_decided_elsewhere(http: FlaskClient, writing_key: str) -> None:
    assert send(http, body=a_sent_decision(method="api"), **bearing(writing_key)).status_code == 201
    assert read(http).get_json()["status"] == "given"


def test_a_server_erases_and_the_log_says_who_it_was(app: Flask, http: FlaskClient, writing_key: str) -> None:
    send(http)
    answer = http.delete(VISITOR_ADDRESS, headers=bearing(writing_key)["headers"])
    assert answer.status_code == 204
    used, erased = sorted(_accesses(app), key=lambda each: each.records)
    assert (used.act, erased.act, erased.records) == ("use", "erase", 1)
    assert used.actor == erased.actor
    assert erased.actor.startswith("key:")


def test_a_key_that_only_reads_records_nothing(http: FlaskClient, key: str) -> None:
    assert problem(send(http, body=a_sent_decision(method="api"), **bearing(key))) == (403, "missing-scope")
    assert read(http).get_json()["status"] == "unknown"


@pytest.mark.parametrize("told", ["klsm_x", "", f"klsm_{'0' * 16}_{'A' * 43}"])
def test_a_wrong_key_opens_nothing(http: FlaskClient, told: str) -> None:
    for answer in (read(http, **bearing(told)), send(http, **bearing(told))):
        assert problem(answer) == (401, "unknown-key")
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Kelisim", error="invalid_token"'


def test_a_revoked_key_opens_nothing(app: Flask, http: FlaskClient, key: str) -> None:
    with app.app_context():
        revoke_key(a_site(), list_keys(a_site())[0].id, NOW)
    assert problem(read(http, **bearing(key))) == (401, "unknown-key")


def test_a_key_of_another_site_opens_nothing(app: Flask, http: FlaskClient, key: str) -> None:
    with app.app_context():
        apply(another_site("cent"))
    answer = read(http, f"/v1/sites/cent/visitors/{VISITOR}", **bearing(key))
    assert problem(answer) == (403, "key-of-another-site")


def test_a_key_does_not_open_for_a_foreign_page(http: FlaskClient, writing_key: str) -> None:
    shown = {"headers": bearing(writing_key)["headers"], "origin": "https://evil.example"}
    assert problem(read(http, **shown)) == (403, "foreign-origin")
    assert problem(send(http, **shown)) == (403, "foreign-origin")


def test_a_page_behind_a_password_is_a_page_as_any(http: FlaskClient) -> None:
    carried = {"Authorization": "Basic dXNlcjpwYXNz"}
    assert send(http, headers=carried, origin=PAGE).status_code == 201
    assert problem(send(http, headers=carried, origin=None)) == (403, "missing-origin")


def test_a_server_that_reads_records_is_in_the_log(app: Flask, http: FlaskClient, key: str) -> None:
    send(http)
    for _ in range(2):
        read(http, **bearing(key))
        read(http, RECORDS, **bearing(key))
    noted = [(each.act, each.records, each.visitor) for each in _accesses(app)]
    assert sorted(noted, key=str) == [("read", 1, VISITOR), ("read", 1, VISITOR), ("use", 0, None)]


def test_reading_of_what_is_not_there_is_not_noted(app: Flask, http: FlaskClient, key: str) -> None:
    assert read(http, RECORDS, **bearing(key)).get_json()["records"] == []
    assert [each.act for each in _accesses(app)] == ["use"]


def test_what_her_own_page_reads_is_not_in_the_log(app: Flask, http: FlaskClient) -> None:
    send(http)
    read(http, RECORDS)
    assert _accesses(app) == []
