"""The cookie is set by the answer where the service is same-site with the page, and nowhere else."""

from datetime import timedelta
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.ids import NOBODY
from app.domain.site import Refusals
from tests.makers import NOW, VISITOR, a_record_id, a_site
from tests.stores import an_app, apply
from tests.web.calls import a_sent_decision, a_sent_refusal, erase, read, send

_SERVICE = "https://consent.cap.kz"
_GRANTS = "necessary~functional~analytics~advertising~yandex-metrica~zero-kz~meta-pixel~jivo"
_SECONDS = int(NOW.timestamp())


def _cookie(answer: TestResponse) -> Morsel[str]:
    (header,) = answer.headers.getlist("Set-Cookie")
    return SimpleCookie(header)["kelisim"]


def test_a_page_under_the_same_host_gets_the_cookie_for_its_full_time(http: FlaskClient) -> None:
    cookie = _cookie(send(http, base_url=_SERVICE))
    assert cookie.value == f"1.{VISITOR}.3.{_SECONDS}.{_GRANTS}"
    assert {name: value for name, value in cookie.items() if value and name != "expires"} == {
        "domain": "cap.kz",
        "max-age": "15552000",
        "path": "/",
        "samesite": "Lax",
        "secure": True,
    }


def test_the_cookie_may_be_read_by_the_page(http: FlaskClient) -> None:
    assert not _cookie(send(http, base_url=_SERVICE))["httponly"]


@pytest.mark.parametrize("service", ["https://consent.example.kz", "https://evilcap.kz", "https://cap.kz.evil.example"])
def test_a_service_elsewhere_sets_no_cookie(http: FlaskClient, service: str) -> None:
    answer = send(http, base_url=service)
    assert answer.status_code == 201
    assert "Set-Cookie" not in answer.headers


def test_an_answer_that_came_late_lives_for_what_is_left_of_it(http: FlaskClient) -> None:
    late = a_sent_decision(decided_at="2026-11-19T06:10:00Z")
    cookie = _cookie(send(http, body=late, base_url=_SERVICE))
    assert cookie["max-age"] == str(178 * 86_400)
    assert f".{_SECONDS - 2 * 86_400}." in cookie.value


def test_an_answer_sent_again_sets_what_holds_now(http: FlaskClient) -> None:
    send(http, base_url=_SERVICE)
    send(http, body=a_sent_refusal(id=a_record_id(1)), base_url=_SERVICE)
    again = _cookie(send(http, base_url=_SERVICE))
    assert again.value == f"1.{VISITOR}.3.{_SECONDS}.necessary"


def test_a_refused_call_sets_no_cookie(http: FlaskClient) -> None:
    for answer in (
        send(http, body=b"{", base_url=_SERVICE),
        send(http, origin="https://evil.example", base_url=_SERVICE),
    ):
        assert answer.status_code >= 400
        assert "Set-Cookie" not in answer.headers


def test_nothing_but_a_decision_sets_a_cookie(http: FlaskClient) -> None:
    send(http, base_url=_SERVICE)
    for answer in (
        read(http, base_url=_SERVICE),
        read(http, "/v1/sites/cap/kelisim.js", base_url=_SERVICE),
        read(http, "/sites/cap/policy", base_url=_SERVICE),
        send(http, "/v1/sites/cap/shown", {"edition": 3, "language": "ru"}, base_url=_SERVICE),
        erase(http),
    ):
        assert answer.status_code < 300
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("other", "page", "expected"),
    [
        ({"origins": ("http://localhost:8000",)}, "http://localhost:8000", {"domain": "", "secure": "", "path": "/"}),
        (
            {"origins": ("http://localhost:8000",), "cookie_path": "/demo/cap"},
            "http://localhost:8000",
            {"domain": "", "path": "/demo/cap"},
        ),
        (
            {"origins": ("https://cap.kz", "https://shop.example")},
            "https://shop.example",
            {"domain": "shop.example", "secure": True},
        ),
    ],
)
def test_the_cookie_fits_where_the_page_lies(
    app: Flask, http: FlaskClient, other: dict[str, Any], page: str, expected: dict[str, object]
) -> None:
    with app.app_context():
        apply(a_site(**other))
    cookie = _cookie(send(http, origin=page, base_url=page))
    assert {name: cookie[name] for name in expected} == expected


def test_one_who_is_only_counted_gets_a_cookie_that_names_nobody(app: Flask, http: FlaskClient) -> None:
    with app.app_context():
        apply(a_site(refusals=Refusals.COUNTED))
    answer = send(http, body=a_sent_refusal(visitor=NOBODY), base_url=_SERVICE)
    assert (answer.status_code, answer.get_json()["visitor"]) == (201, "-")
    assert _cookie(answer).value == f"1.-.3.{_SECONDS}.necessary"


def test_behind_a_believed_proxy_the_host_is_the_one_that_the_browser_asked(tmp_path: Path) -> None:
    app = an_app(tmp_path, proxies=1)
    with app.app_context():
        apply(a_site())
    forwarded = {"X-Forwarded-Host": "consent.cap.kz", "X-Forwarded-Proto": "https"}
    answer = send(app.test_client(use_cookies=False), headers=forwarded)
    assert _cookie(answer)["domain"] == "cap.kz"


def test_a_forwarded_host_is_not_believed_without_a_proxy(http: FlaskClient) -> None:
    assert "Set-Cookie" not in send(http, headers={"X-Forwarded-Host": "consent.cap.kz"}).headers


def test_the_cookie_lives_from_now_on(tmp_path: Path) -> None:
    app = an_app(tmp_path, clock=lambda: NOW + timedelta(hours=1))
    with app.app_context():
        apply(a_site())
    cookie = _cookie(send(app.test_client(use_cookies=False), base_url=_SERVICE))
    assert cookie["max-age"] == str(15_552_000 - 3600)
