"""Cross-origin answers (CORS): the site's own pages may read, nobody else's."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.calls import CONSENTS, PAGE, SHOWN, VISITOR_ADDRESS, erase, read, send

_PAGES = ["https://cap.kz", "https://learn.cap.kz", "https://a.b.cap.kz"]
_FOREIGN = [
    "https://evil.example",
    "https://evilcap.kz",
    "https://cap.kz.evil.example",
    "https://cap.kz:8443",
    "http://cap.kz",
    "null",
]


def _headers_across(answer: TestResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers if name.startswith("Access-Control-")}


def _preflight(http: FlaskClient, address: str, method: str, origin: str) -> TestResponse:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type",
    }
    return http.options(address, headers=asked)


@pytest.mark.parametrize("origin", _PAGES)
def test_a_page_of_the_site_may_read_the_answer(http: FlaskClient, origin: str) -> None:
    for answer in (send(http, origin=origin), read(http, origin=origin), erase(http, origin=origin)):
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert answer.headers["Access-Control-Allow-Credentials"] == "true"
        assert "Origin" in answer.headers["Vary"]


def test_each_page_is_told_its_own_origin_however_often_they_ask(http: FlaskClient) -> None:
    asked = [*_PAGES, *reversed(_PAGES)]
    assert [read(http, origin=origin).headers.getlist("Access-Control-Allow-Origin") for origin in asked] == [
        [origin] for origin in asked
    ]


@pytest.mark.parametrize("origin", _FOREIGN)
def test_a_page_of_another_site_is_told_why_and_may_read_nothing(http: FlaskClient, origin: str) -> None:
    for answer in (send(http, origin=origin), read(http, origin=origin), erase(http, origin=origin)):
        assert answer.status_code == 403
        assert _headers_across(answer) == {}
        assert answer.headers["Kelisim-Reason"] == "foreign-origin"
        assert origin in answer.get_json()["detail"]


@pytest.mark.parametrize("method", ["DELETE", "GET"])
def test_a_page_of_the_site_may_ask_first(http: FlaskClient, method: str) -> None:
    answer = _preflight(http, VISITOR_ADDRESS, method, PAGE)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert method in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Max-Age"] == "86400"


@pytest.mark.parametrize("address", [CONSENTS, SHOWN])
def test_a_page_of_the_site_may_call_its_json_what_it_is(http: FlaskClient, address: str) -> None:
    answer = _preflight(http, address, "POST", PAGE)
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert answer.headers["Access-Control-Allow-Headers"].lower() == "content-type"


@pytest.mark.parametrize("origin", _FOREIGN)
def test_a_page_of_another_site_asks_in_vain(http: FlaskClient, origin: str) -> None:
    answer = _preflight(http, VISITOR_ADDRESS, "DELETE", origin)
    assert (answer.status_code, _headers_across(answer)) == (403, {})


def test_a_page_of_the_site_may_read_why_it_was_refused(http: FlaskClient) -> None:
    answer = send(http, body=b"{")
    assert answer.status_code == 400
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
    assert sorted(exposed) == ["Kelisim-Reason", "Retry-After", "X-Request-ID"]


def test_who_names_no_origin_is_told_nothing_of_origins(http: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in read(http, origin=None).headers


@pytest.mark.parametrize("origin", [PAGE, "https://evil.example"])
def test_the_banner_may_be_read_by_any_page(http: FlaskClient, origin: str) -> None:
    answer = read(http, "/v1/sites/cap/kelisim.js", origin=origin)
    assert _headers_across(answer) == {"Access-Control-Allow-Origin": "*"}


def test_the_declaration_for_people_is_for_no_other_page(http: FlaskClient) -> None:
    assert _headers_across(read(http, "/sites/cap/policy")) == {}
