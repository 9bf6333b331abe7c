"""What is of one site opens nothing at another: no visitor, no record, no key, no banner revision."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.api_key import Scope
from app.services.add_key import add_key
from app.signing.keyring import Keyring, write_keys
from app.store.database import db
from tests.makers import ANALYTICS, BANNER, METRICA, NOW, VISITOR, a_counter, a_record_id, a_site, another_site
from tests.stores import an_app, apply
from tests.web.calls import VISITOR_ADDRESS, a_sent_decision, erase, problem, read, send

CENT = another_site("cent", counters=(a_counter(METRICA, ANALYTICS),))
HER_AT_CENT = f"/v1/sites/cent/visitors/{VISITOR}"


@pytest.fixture
def app(tmp_path: Path, store: str) -> Iterator[Flask]:
    """The service with two sites; a visitor has accepted at the first."""
    write_keys(tmp_path / "keys.json", Keyring(()).rotated(NOW))
    app = an_app(tmp_path, store=store, keys=str(tmp_path / "keys.json"))
    with app.app_context():
        apply(a_site(), CENT)
    assert send(app.test_client(use_cookies=False)).status_code == 201
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def shown(app: Flask) -> dict[str, Any]:
    """How the second site's server shows its key."""
    with app.app_context():
        key = add_key(CENT, "shop", {Scope.READ, Scope.WRITE}, NOW)
    return {"origin": None, "headers": {"Authorization": f"Bearer {key}"}}


def test_her_id_and_her_cookie_are_unknown_there(http: FlaskClient, shown: dict[str, Any]) -> None:
    cookie = f"1.{VISITOR}.3.1795241400.necessary~analytics~yandex-metrica"
    for named in (VISITOR, cookie):
        assert read(http, f"/v1/sites/cent/visitors/{named}", **shown).get_json()["status"] == "unknown"
        asked = {"visitor": named, "counter": METRICA}
        assert problem(read(http, "/v1/sites/cent/allows", query_string=asked, **shown)) == (403, "not-allowed")
    (told,) = send(http, "/v1/sites/cent/standings", {"visitors": [VISITOR]}, **shown).get_json()["standings"]
    assert told["status"] == "unknown"


def test_her_records_and_receipts_are_not_there(http: FlaskClient, shown: dict[str, Any]) -> None:
    assert read(http, f"{VISITOR_ADDRESS}/records/{a_record_id()}").status_code == 200
    assert read(http, f"{HER_AT_CENT}/records", **shown).get_json()["records"] == []
    answer = read(http, f"{HER_AT_CENT}/records/{a_record_id()}", **shown)
    assert problem(answer) == (404, "unknown-record")


def test_erasing_her_there_leaves_her_here(http: FlaskClient, shown: dict[str, Any]) -> None:
    assert http.delete(HER_AT_CENT, headers=shown["headers"]).status_code == 204
    assert read(http).get_json()["status"] == "given"


def test_a_page_and_a_key_of_the_other_site_do_nothing_here(http: FlaskClient, shown: dict[str, Any]) -> None:
    page = CENT.origins[0]
    body = a_sent_decision(id=a_record_id(1))
    assert problem(send(http, body=body, origin=page)) == (403, "foreign-origin")
    assert problem(erase(http, origin=page)) == (403, "foreign-origin")
    assert problem(read(http, origin=page)) == (403, "foreign-origin")
    assert problem(send(http, body=body, **shown)) == (403, "key-of-another-site")
    assert problem(read(http, **shown)) == (403, "key-of-another-site")
    assert problem(http.delete(VISITOR_ADDRESS, headers=shown["headers"])) == (403, "key-of-another-site")
    assert read(http).get_json()["status"] == "given"


def test_the_same_id_is_another_record_there(http: FlaskClient) -> None:
    sent = a_sent_decision(banner=None, method="save", counters={METRICA: True}, categories={})
    assert send(http, "/v1/sites/cent/consents", sent, origin=CENT.origins[0]).status_code == 201
    assert read(http).get_json()["counters"]["jivo"]


def test_what_a_banner_of_the_first_site_showed_was_not_shown_there(http: FlaskClient) -> None:
    sent = a_sent_decision(banner=BANNER)
    told = send(http, "/v1/sites/cent/consents", sent, origin=CENT.origins[0]).get_json()
    assert told["counters"] == {METRICA: False}
    assert problem(http.get(f"/v1/sites/cent/details/{BANNER}/ru.js")) == (404, "unknown-banner")
