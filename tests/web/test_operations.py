"""What operators and their machines ask, and what every answer carries."""

import json
from datetime import UTC
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import ImATeapot

from app.store.database import db
from app.web import visitor
from app.web.clock import utc_now
from tests.stores import FILE, ON_SQLITE
from tests.web.calls import PAGE, SHOWN, VISITOR_ADDRESS, erase, problem, read, send


def _put_away(app: Flask, folder: Path) -> None:
    with app.app_context():
        db.engine.dispose()
    (folder / FILE).unlink()
    (folder / FILE).mkdir()


def test_the_bare_address_leads_people_to_the_console(http: FlaskClient) -> None:
    sent = http.get("/")
    assert (sent.status_code, sent.headers["Location"], sent.headers["Cache-Control"]) == (302, "/admin/", "no-store")


def test_a_process_that_lives_says_so(http: FlaskClient) -> None:
    assert http.get("/healthz").get_json() == {"status": "ok"}


@ON_SQLITE
def test_a_process_lives_without_its_store(app: Flask, http: FlaskClient, tmp_path: Path) -> None:
    _put_away(app, tmp_path)
    assert http.get("/healthz").status_code == 200


def test_a_process_is_ready_when_its_store_answers(http: FlaskClient) -> None:
    assert http.get("/readyz").get_json() == {"status": "ok"}


@ON_SQLITE
def test_a_process_is_not_ready_without_its_store(app: Flask, http: FlaskClient, tmp_path: Path) -> None:
    _put_away(app, tmp_path)
    answer = http.get("/readyz")
    assert problem(answer) == (503, "store-unavailable")
    assert answer.headers["Retry-After"] == "5"


@ON_SQLITE
def test_every_call_that_needs_the_store_says_when_it_is_away(app: Flask, http: FlaskClient, tmp_path: Path) -> None:
    _put_away(app, tmp_path)
    for answer in (
        send(http),
        send(http, SHOWN, {"edition": 3, "language": "ru"}),
        read(http),
        read(http, f"{VISITOR_ADDRESS}/records"),
        erase(http),
        http.get("/v1/sites/cap/kelisim.js"),
        http.get("/v1/sites/cap/details/ffffffffffff/ru.js"),
        http.get("/sites/cap/policy"),
    ):
        assert problem(answer) == (503, "store-unavailable")
        assert answer.headers["Retry-After"] == "5"


@ON_SQLITE
def test_a_page_may_read_that_the_store_is_away(app: Flask, http: FlaskClient, tmp_path: Path) -> None:
    _put_away(app, tmp_path)
    assert send(http).headers["Access-Control-Allow-Origin"] == PAGE


def test_an_error_that_nobody_thought_of_is_told_to_the_operator_alone(
    http: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a secret of the house")

    monkeypatch.setattr(visitor, "read_standing", fail)
    answer = read(http)
    assert problem(answer) == (500, "internal-error")
    assert b"secret" not in answer.get_data()
    assert "a secret of the house" in caplog.text


@pytest.mark.parametrize("address", ["/nowhere", "/v1/sites/cap", "/v1/sites/cap/visitors", "/demo/"])
def test_an_address_of_nothing_is_answered_so(http: FlaskClient, address: str) -> None:
    assert problem(http.get(address)) == (404, "not-found")


def test_an_error_without_a_name_of_its_own_has_the_one_shape_too(app: Flask, http: FlaskClient) -> None:
    def brew() -> str:
        raise ImATeapot

    app.add_url_rule("/teapot", "teapot", brew)
    assert problem(http.get("/teapot")) == (418, "http-error")


def test_every_answer_keeps_browsers_from_guessing(http: FlaskClient) -> None:
    answers = (http.get(address) for address in ("/healthz", "/nowhere", "/v1/sites/cap/kelisim.js", VISITOR_ADDRESS))
    for answer in (send(http), erase(http), *answers):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_answers_are_compact_and_in_readable_letters(http: FlaskClient) -> None:
    answer = http.get("/nowhere/Келісім", headers={"Origin": "https://келісім"})
    written = answer.get_data(as_text=True)
    assert written.strip() == json.dumps(answer.get_json(), ensure_ascii=False, separators=(",", ":"))
    assert list(answer.get_json())[:3] == ["type", "title", "status"]


def test_no_error_is_kept_by_a_cache(http: FlaskClient) -> None:
    assert http.get("/nowhere").headers["Cache-Control"] == "no-store"
    assert http.get("/v1/sites/nobody/kelisim.js").headers["Cache-Control"] == "no-store"


def test_the_clock_of_a_real_service_tells_the_time_in_utc() -> None:
    assert utc_now().tzinfo is UTC
