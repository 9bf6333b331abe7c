"""What is refused is said in our own words, with what would have been right; no library's sentence reaches a caller."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from gunicorn.http.errors import InvalidChunkSize
from marshmallow import Schema, ValidationError, fields
from werkzeug.test import TestResponse

from app.web.described import description_of
from app.web.faults import faults_of
from tests.makers import VISITOR
from tests.web.calls import CONSENTS, PAGE, a_sent_decision, faults, problem, send

_KINDS = [each for each in vars(fields).values() if isinstance(each, type) and issubclass(each, fields.Field)]
_THEIRS = {
    sentence.partition("{")[0] for kind in _KINDS for sentence in getattr(kind, "default_error_messages", {}).values()
} | {"Unknown field.", "Invalid input type.", "Must be ", "Shorter than ", "Longer than ", "Length must "}
_RUBBISH: tuple[object, ...] = (None, [], ["x"], {}, {"x": 1}, "", "x", "\x00", 0, 1.5, 10**30, True)


def _detail(answer: TestResponse) -> str:
    detail: str = answer.get_json()["detail"]
    return detail


def _read_by_calls(app: Flask) -> Iterator[type[Schema]]:
    """Yield the schemas by which calls read what they are sent."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/v1/"):
            said = description_of(app.view_functions[rule.endpoint])
            yield from filter(None, (said.takes, said.query, said.address))


def _messages(schema: type[Schema]) -> Iterator[str]:
    """Yield what a caller is told who sends rubbish: in place of the whole, in each field, and in none."""
    sent: list[Any] = [*_RUBBISH, {"nobody knows it": 1}]
    sent += [{name: value} for name in schema().load_fields for value in _RUBBISH]
    for each in sent:
        try:
            schema().load(each)
        except ValidationError as error:
            yield from (message for _, message in faults_of(error.messages))


def test_no_sentence_of_marshmallow_reaches_a_caller(app: Flask) -> None:
    told = {message for schema in _read_by_calls(app) for message in _messages(schema)}
    assert len(told) > len({"missing", "null", "unknown", "object", "text", "number", "one of"})
    assert {message for message in told if message.startswith(tuple(filter(None, _THEIRS)))} == set()


def test_fields_are_told_what_to_write(http: FlaskClient) -> None:
    wrong = a_sent_decision(method="shout", signals=[], visitor=None, banner=1, colour="red")
    del wrong["edition"]
    assert faults(send(http, body=wrong)) == {
        "method": "Write one of these: accept-all, reject-all, save, withdraw, gpc, api.",
        "signals": "Write an object: names and their values in braces.",
        "visitor": "Null says nothing here; write a value, or leave it out where it is not needed.",
        "banner": "Write a text.",
        "colour": "Nothing of this name is known here; leave it out.",
        "edition": "It is missing, and nothing can be done without it.",
    }


@pytest.mark.parametrize("asked", ["0", "201", "-1"])
def test_a_number_is_told_from_where_to_where_it_goes(http: FlaskClient, asked: str) -> None:
    answer = http.get(f"/v1/sites/cap/visitors/{VISITOR}/records?limit={asked}", headers={"Origin": PAGE})
    assert faults(answer) == {"limit": "Write a whole number from 1 to 200."}


def test_who_asks_for_nothing_is_led_to_what_there_is(http: FlaskClient) -> None:
    answer = http.get("/v1/nowhere")
    assert problem(answer) == (404, "not-found")
    assert _detail(answer) == "The service has nothing at this address; /docs tells which calls there are."


def test_the_way_to_what_there_is_begins_where_the_service_lies(http: FlaskClient) -> None:
    assert "; /consent/docs tells" in _detail(http.get("/nowhere", environ_overrides={"SCRIPT_NAME": "/consent"}))


@pytest.mark.parametrize(("address", "taken"), [(CONSENTS, "OPTIONS and POST"), ("/healthz", "GET, HEAD and OPTIONS")])
def test_an_address_tells_what_it_takes(http: FlaskClient, address: str, taken: str) -> None:
    answer = http.put(address)
    assert problem(answer) == (405, "method-not-allowed")
    assert _detail(answer) == f"This address takes {taken} only."


def test_a_body_is_told_how_large_it_may_be(app: Flask, http: FlaskClient) -> None:
    assert _detail(send(http, body=b" " * 16_385)) == "A body may have 16,384 bytes, and not more."
    app.config["MAX_CONTENT_LENGTH"] = 2_000
    assert _detail(send(http, body=b" " * 16_385)) == "A body may have 2,000 bytes, and not more."


def test_a_body_is_told_of_which_type_it_may_be(http: FlaskClient) -> None:
    assert _detail(send(http, kind="text/html")) == "Send application/json or text/plain, not text/html."


class _Broken(BytesIO):
    def readinto(self, _: Any) -> NoReturn:
        raise InvalidChunkSize(b"zz")


def test_a_body_whose_pieces_are_broken_is_said_to_be(http: FlaskClient) -> None:
    headers = {"Origin": PAGE, "Content-Type": "text/plain", "Transfer-Encoding": "chunked"}
    in_pieces = {"wsgi.input_terminated": True}
    answer = http.post(CONSENTS, input_stream=_Broken(), headers=headers, environ_overrides=in_pieces)
    assert problem(answer) == (400, "bad-request")
    assert _detail(answer) == "The body came in pieces, and they cannot be read."


def test_what_is_no_request_is_said_to_be_none(app: Flask, http: FlaskClient) -> None:
    app.config["TRUSTED_HOSTS"] = ["cap.kz"]
    answer = http.get("/healthz", headers={"Host": "evil.example"})
    assert problem(answer) == (400, "bad-request")
    assert _detail(answer) == "What came cannot be read as a request; nothing was kept."
