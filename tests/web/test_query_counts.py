"""What each call costs in statements: as few as its promise needs."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.domain.api_key import Scope
from app.domain.ids import NOBODY
from app.domain.site import Refusals
from app.domain.user import EVERY_SITE, Role
from app.services.add_key import add_key
from app.store.database import db
from tests.makers import NOW, a_record_id, a_site
from tests.stores import apply
from tests.web.calls import SHOWN, VISITOR_ADDRESS, a_sent_decision, a_sent_refusal, erase, read, send
from tests.web.console import RATES, signed_in

_FIND_SITE = ["SELECT sites"]
_SUMS = ["INSERT tallies", "INSERT crossings"]
_OF_SOME = ["SELECT offers", *["SELECT crossings"] * 3, "SELECT tallies"]


@pytest.fixture
def said(app: Flask) -> Iterator[list[str]]:
    """Every statement in short: its verb and its table; how a transaction begins is each store's own."""
    heard: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        verb = statement.split(maxsplit=1)[0]
        named = re.search(r"\b(?:FROM|INTO|UPDATE) (\w+)", statement)
        if verb != "BEGIN":
            heard.append(f"{verb} {named[1]}" if named else statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    yield heard
    event.remove(engine, "before_cursor_execute", listen)


def test_recording_a_decision(http: FlaskClient, said: list[str]) -> None:
    send(http)
    assert said.count("SELECT banner_revisions") == 1  # and never again: a revision does not change
    send(http, body=a_sent_decision(id=a_record_id(1)))
    assert said.count("INSERT offers") == 2  # and never again: the second one found it kept
    said.clear()
    send(http, body=a_sent_decision(id=a_record_id(2)))
    assert said == [*_FIND_SITE, "SELECT consent_records", "INSERT consent_records", *_SUMS]


def test_recording_the_same_again(http: FlaskClient, said: list[str]) -> None:
    send(http)
    said.clear()
    send(http)
    assert said == [*_FIND_SITE, "SELECT consent_records", "SELECT consent_records"]


def test_counting_a_refusal(app: Flask, http: FlaskClient, said: list[str]) -> None:
    with app.app_context():
        apply(a_site(refusals=Refusals.COUNTED))
    for number in range(3):
        said.clear()
        send(http, body=a_sent_refusal(visitor=NOBODY, id=a_record_id(number)))
    assert len(said) == 7 - 1  # the banner revision is known by now
    assert said.count("INSERT counted_refusals") == said.count("INSERT tallies") == said.count("INSERT crossings") == 1


def test_counting_a_showing(http: FlaskClient, said: list[str]) -> None:
    send(http, SHOWN, {"edition": 3, "language": "ru"})
    assert said.pop(-1) == "INSERT heard_origins"
    send(http, SHOWN, {"edition": 3, "language": "ru"})
    said.clear()
    send(http, SHOWN, {"edition": 3, "language": "ru"})
    assert said == [*_FIND_SITE, *_SUMS]


def test_reading_a_standing(http: FlaskClient, said: list[str]) -> None:
    read(http)
    assert said == [*_FIND_SITE, "SELECT consent_records"]


def test_reading_with_a_key(app: Flask, http: FlaskClient, said: list[str]) -> None:
    with app.app_context():
        shown = {"Authorization": f"Bearer {add_key(a_site(), 'shop', {Scope.READ}, NOW)}"}
    for _ in range(2):
        said.clear()
        read(http, origin=None, headers=shown)
    assert said == [*_FIND_SITE, "SELECT api_keys", "SELECT consent_records"]


def test_a_key_whose_id_is_right_costs_as_much_as_any(app: Flask, http: FlaskClient, said: list[str]) -> None:
    with app.app_context():
        key = add_key(a_site(), "shop", {Scope.READ}, NOW)
    for wrong in (f"{key[:-4]}AAAA", f"klsm_{'0' * 16}_{'A' * 43}"):
        said.clear()
        assert read(http, origin=None, headers={"Authorization": f"Bearer {wrong}"}).status_code == 401
        assert said == [*_FIND_SITE, "SELECT api_keys", "SELECT api_keys"]


def test_reading_a_history(http: FlaskClient, said: list[str]) -> None:
    read(http, f"{VISITOR_ADDRESS}/records")
    assert said == [*_FIND_SITE, "SELECT consent_records"]


def test_erasing(http: FlaskClient, said: list[str]) -> None:
    send(http)
    said.clear()
    erase(http)
    of_records = ["SELECT consent_records", "UPDATE consent_records"]
    assert said == [*_FIND_SITE, *of_records, "SELECT accesses", "DELETE restrictions", "INSERT accesses"]


def test_serving_the_banner(http: FlaskClient, said: list[str]) -> None:
    http.get("/v1/sites/cap/kelisim.js")
    assert said == ["SELECT sites"]


def test_serving_the_declaration(http: FlaskClient, said: list[str]) -> None:
    http.get("/sites/cap/policy")
    assert said == ["SELECT sites", "SELECT editions", "SELECT banner_revisions"]


def test_refusing_a_foreign_page(http: FlaskClient, said: list[str]) -> None:
    send(http, origin="https://evil.example")
    said.clear()
    send(http, origin="https://evil.example")
    assert said == _FIND_SITE


def test_saying_that_the_process_lives(http: FlaskClient, said: list[str]) -> None:
    http.get("/healthz")
    assert said == []


def test_reading_the_rates_of_three_years(app: Flask, http: FlaskClient, said: list[str]) -> None:
    with app.app_context():
        shown = {"Authorization": f"Bearer {add_key(a_site(), 'shop', {Scope.READ}, NOW)}"}
    http.get("/v1/sites/cap/rates", headers=shown)
    said.clear()
    http.get("/v1/sites/cap/rates?from=2023-11-22&to=2026-11-21", headers=shown)
    assert said == [*_FIND_SITE, "SELECT api_keys", *["SELECT tallies"] * 3, "SELECT editions"]
    said.clear()
    http.get("/v1/sites/cap/rates?language=ru&device=phone", headers=shown)
    assert said == [*_FIND_SITE, "SELECT api_keys", *_OF_SOME, "SELECT editions"]


def test_reading_comparisons(app: Flask, http: FlaskClient, said: list[str]) -> None:
    with app.app_context():
        shown = {"Authorization": f"Bearer {add_key(a_site(), 'shop', {Scope.READ}, NOW)}"}
    http.get("/v1/sites/cap/comparisons", headers=shown)
    said.clear()
    http.get("/v1/sites/cap/comparisons", headers=shown)
    assert said == [*_FIND_SITE, "SELECT api_keys", "SELECT tallies", "SELECT banner_revisions"]


@pytest.mark.usefixtures("cheap_hashes")
def test_the_page_of_the_rates_of_a_year(app: Flask, said: list[str]) -> None:
    browser = signed_in(app, {EVERY_SITE: Role.ANALYST})
    for some, read_of_sums in (("", ["SELECT tallies"] * 3), ("&language=ru&device=phone", _OF_SOME)):
        said.clear()
        assert browser.get(f"{RATES}?from=2025-11-22&to=2026-11-21{some}").status_code == 200
        assert said == ["SELECT sessions", *_FIND_SITE, *read_of_sums, "SELECT editions"]
