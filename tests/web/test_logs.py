"""Logs are lines of JSON, and those of one request join by its id."""

import json
import logging
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.services.transaction import NotCommitted, one_commit
from app.store.database import db
from tests.makers import VISITOR
from tests.stores import FILE, ON_SQLITE, an_app
from tests.web.calls import read, send

_ID = "0198c7c2-request"


def _lines(told: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.getvalue().splitlines()]


def test_a_log_is_one_json_object_a_line(http: FlaskClient, told: StringIO) -> None:
    send(http)
    send(http, body=b"rubbish")
    read(http)
    lines = _lines(told)
    assert all(line.keys() >= {"time", "level", "log", "message"} for line in lines)
    assert all(datetime.fromisoformat(line["time"]).tzinfo for line in lines)
    assert any(line["log"] == "kelisim.requests" for line in lines)


def test_a_line_of_the_log_cannot_be_forged(app: Flask, told: StringIO) -> None:
    app.test_client().get('/nowhere/%0A{"level":"forged"}', headers={"X-Request-ID": "x" * 70})
    assert [json.loads(line).get("level") for line in told.getvalue().splitlines()] == ["INFO"]


@ON_SQLITE
def test_all_that_is_said_of_a_request_carries_its_id(
    app: Flask, http: FlaskClient, told: StringIO, tmp_path: Path
) -> None:
    with app.app_context():
        db.engine.dispose()
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    identity = send(http).headers["X-Request-ID"]
    lines = _lines(told)
    assert [line["log"] for line in lines] == ["kelisim.store", "kelisim.requests"]
    assert {line["request_id"] for line in lines} == {identity}


def test_what_is_of_no_request_carries_no_id(app: Flask, told: StringIO) -> None:
    logging.getLogger("kelisim").warning("something else")
    with app.test_request_context():
        logging.getLogger("kelisim").warning("not begun yet")
    assert [line for line in _lines(told) if "request_id" in line] == []


def test_an_answer_carries_the_id_of_its_request(http: FlaskClient) -> None:
    first, second = (http.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert len(first) == 36
    assert first != second


def _behind_a_proxy(folder: Path) -> FlaskClient:
    (folder / "other").mkdir()
    return an_app(folder / "other", proxies=1).test_client()


def test_an_id_that_a_proxy_gave_is_kept(tmp_path: Path) -> None:
    answer = _behind_a_proxy(tmp_path).get("/healthz", headers={"X-Request-ID": _ID})
    assert answer.headers["X-Request-ID"] == _ID


def test_an_id_that_anybody_gave_is_replaced(http: FlaskClient) -> None:
    assert http.get("/healthz", headers={"X-Request-ID": _ID}).headers["X-Request-ID"] != _ID


@pytest.mark.parametrize("given", ["short", "a" * 65, "a b c d e f g", "<script>alert(1)</script>"])
def test_an_id_that_is_none_is_replaced(tmp_path: Path, given: str) -> None:
    answer = _behind_a_proxy(tmp_path).get("/healthz", headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"] != given


def test_a_request_is_logged_in_one_line(http: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "kelisim.requests"):
        answer = read(http)
    (line,) = caplog.records
    told = vars(line)
    assert (line.getMessage(), told["method"], told["status"]) == ("request", "GET", 200)
    assert told["request_id"] == answer.headers["X-Request-ID"]
    assert told["path"] == f"/v1/sites/cap/visitors/{VISITOR[:6]}…"
    assert 0 <= told["milliseconds"] < 60_000


def test_an_answer_that_a_failing_commit_undid_is_not_in_the_log(
    app: Flask, http: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    def undo() -> None:
        with one_commit():
            assert send(http).status_code == 201
            assert caplog.records == []
            raise NotCommitted

    with caplog.at_level(logging.INFO, "kelisim.requests"), app.app_context(), pytest.raises(NotCommitted):
        undo()
    assert caplog.records == []
