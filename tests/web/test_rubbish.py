"""Whatever is sent, the service says what is wrong with it: never an error of its own, and nothing kept."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.services.transaction import reading
from app.store.database import db
from app.store.tables import ConsentRow, TallyRow
from tests.makers import a_site
from tests.stores import an_app, apply
from tests.web.calls import CONSENTS, PAGE, SHOWN, VISITOR_ADDRESS, a_sent_decision, erase, read, send

_SCRIPT = "<script>alert(1)</script>"
_REFUSED = {400, 413, 415, 422}
_WORDS = st.text(st.characters()) | st.sampled_from(["\0", "\ud800", "\u202e", "１", _SCRIPT, "necessary", "1e400"])
_NUMBERS = st.integers() | st.floats() | st.sampled_from([10**400, -(2**63), 1e308, -0.0])
_JSON = st.recursive(
    st.none() | st.booleans() | _NUMBERS | _WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=12,
)
_SOME = settings(max_examples=40)
_FIELDS = sorted(a_sent_decision())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One service on each store for all that is thrown at it: nothing sticks."""
    app = an_app(tmp_path_factory.mktemp("rubbish"), store=request.param)
    with app.app_context():
        apply(a_site())
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def http(app: Flask) -> FlaskClient:
    """Whoever throws it."""
    return app.test_client(use_cookies=False)


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_kept(app: Flask) -> Iterator[None]:
    yield
    with app.app_context(), reading() as connection:
        assert connection.scalar(select(func.count()).select_from(ConsentRow)) == 0
        assert connection.scalar(select(func.count()).select_from(TallyRow)) == 0


def _assert_refused(answer: TestResponse, *statuses: int) -> None:
    assert answer.status_code in (statuses or _REFUSED)
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["status"] == answer.status_code


@_SOME
@given(body=_JSON, address=st.sampled_from([CONSENTS, SHOWN]))
@example(body={"\ud800": 1}, address=CONSENTS)
@example(body="\ud800", address=CONSENTS)
@example(body={"edition": 3, "language": "ru", "\0": None}, address=SHOWN)
def test_any_json_is_refused(http: FlaskClient, body: Any, address: str) -> None:
    _assert_refused(send(http, address, json.dumps(body).encode()))


@_SOME
@given(field=st.sampled_from([name for name in _FIELDS if name not in {"banner", "page"}]), value=_JSON)
@example(field="categories", value={"\ud800": True})
@example(field="counters", value={_SCRIPT: True})
@example(field="id", value="0198c7c2-7f3a-7c60-9d9c-00000000000\ud800")
@example(field="decided_at", value="2026-11-21T06:10:00.0000000001Z")
@example(field="decided_at", value="2026-W47-6T06:10:00Z")
def test_a_decision_with_one_field_of_anything_is_refused(http: FlaskClient, field: str, value: Any) -> None:
    """The edition is of the far future, so that a field which happens to be right keeps nothing either."""
    body = {**a_sent_decision(edition=999), field: value}
    _assert_refused(send(http, body=json.dumps(body).encode()))


@_SOME
@given(name=_WORDS.filter(lambda name: name not in _FIELDS), value=_JSON)
def test_a_decision_with_a_field_too_many_is_refused(http: FlaskClient, name: str, value: Any) -> None:
    _assert_refused(send(http, body=json.dumps({**a_sent_decision(), name: value}).encode()), 400, 422)


@_SOME
@given(address=st.sampled_from([CONSENTS, SHOWN]), body=st.binary(max_size=200))
@example(address=CONSENTS, body=json.dumps(a_sent_decision()).encode("utf-16"))
@example(address=CONSENTS, body=b"\xef\xbb\xbf" + json.dumps(a_sent_decision()).encode())
@example(address=CONSENTS, body=b'{"a":' * 3000)
@example(address=CONSENTS, body=b"1" * 5000)
@example(address=CONSENTS, body=b"0" * 1_000_000)
def test_any_bytes_are_refused(http: FlaskClient, address: str, body: bytes) -> None:
    _assert_refused(send(http, address, body))


@_SOME
@given(kind=st.text(st.characters(exclude_characters="\r\n", max_codepoint=255)))
def test_any_type_of_body_is_refused(http: FlaskClient, kind: str) -> None:
    _assert_refused(send(http, body=b"rubbish", kind=kind), 400, 415)


@_SOME
@given(origin=st.text(st.characters(min_codepoint=32, max_codepoint=255)))
@example(origin="null")
@example(origin="https://[::1")
@example(origin="https://learn.cap.kz, https://learn.cap.kz")
@example(origin=_SCRIPT)
def test_any_origin_is_refused(http: FlaskClient, origin: str) -> None:
    for answer in (send(http, origin=origin), read(http, origin=origin), erase(http, origin=origin)):
        _assert_refused(answer, 403)
        assert "Access-Control-Allow-Origin" not in answer.headers


@_SOME
@given(address=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/?#"), min_size=1))
@example(address="\0")
@example(address="%00")
@example(address="%ED%A0%80")
@example(address="..%2f..%2fetc%2fpasswd")
@example(address="' OR 1=1 --")
@example(address=_SCRIPT)
def test_any_id_in_an_address_is_refused(http: FlaskClient, address: str) -> None:
    _assert_refused(read(http, f"/v1/sites/{address}/visitors/{address}"), 404)
    _assert_refused(read(http, f"/v1/sites/cap/visitors/{address}/records"), 404, 422)
    _assert_refused(read(http, f"/v1/sites/cap/details/{address}/{address}.js"), 404)
    _assert_refused(read(http, f"/sites/cap/policy/x{address}"), 404)


@_SOME
@given(query=st.text(st.characters(exclude_categories=["Cs"])))
@example(query="limit=1&limit=2&after=&after=\0")
@example(query="limit=" + "9" * 5000)
@example(query="after=0.0198c7c2-7f3a-7c60-9d9c-000000000000" + _SCRIPT)
def test_any_query_is_answered_or_refused(http: FlaskClient, query: str) -> None:
    answer = read(http, f"{VISITOR_ADDRESS}/records", query_string=query)
    assert answer.status_code in {200, 422}


@_SOME
@given(value=st.text(st.characters(min_codepoint=32, max_codepoint=255)))
@pytest.mark.parametrize(
    "name", ["Accept-Encoding", "Accept-Language", "If-None-Match", "Range", "X-Request-ID", "User-Agent", "Cookie"]
)
def test_any_header_is_put_up_with(http: FlaskClient, name: str, value: str) -> None:
    for address in ("/v1/sites/cap/kelisim.js", "/sites/cap/policy", "/healthz"):
        answer = http.get(address, headers={name: value})
        assert answer.status_code in {200, 206, 304, 416}


@pytest.mark.parametrize("host", ["", "a b", "[::1", "cap.kz:port", _SCRIPT, "\x80", "a" * 300])
def test_any_host_is_put_up_with(http: FlaskClient, host: str) -> None:
    answer = send(http, body=a_sent_decision(edition=999), headers={"Host": host})
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("method", ["PUT", "PATCH", "TRACE", "BREW"])
def test_any_other_method_is_refused(http: FlaskClient, method: str) -> None:
    _assert_refused(http.open(CONSENTS, method=method, headers={"Origin": PAGE}), 405)


def test_a_script_in_every_text_comes_back_as_text(http: FlaskClient) -> None:
    answer = send(http, body=a_sent_decision(method=_SCRIPT, page=_SCRIPT, language=_SCRIPT, **{_SCRIPT: _SCRIPT}))
    _assert_refused(answer, 422)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
