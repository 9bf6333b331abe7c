"""`GET …/allows` is yes or no, and no where anything is amiss."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.access import HERSELF, Occasion
from app.domain.api_key import Scope
from app.domain.errors import StoreUnavailable
from app.services.add_key import add_key
from app.services.restrict_visitor import restrict_visitor
from app.web import allows
from tests.makers import NOW, SOMEBODY_ELSE, VISITOR, a_record_id, a_site
from tests.web.calls import PAGE, a_sent_decision, a_sent_refusal, problem, read, send

ALLOWS = "/v1/sites/cap/allows"
COOKIE = f"1.{VISITOR}.3.1795241400.necessary~analytics~yandex-metrica"
NO = (403, "not-allowed")


def ask(http: FlaskClient, visitor: str = VISITOR, counter: str = "yandex-metrica", **more: Any) -> TestResponse:
    """Ask as a proxy does."""
    address = more.pop("address", ALLOWS)
    return read(http, address, query_string={"visitor": visitor, "counter": counter}, **{"origin": None, **more})


@pytest.fixture
def _given(http: FlaskClient) -> None:
    """She allows statistics, all but one counter."""
    answers = {"functional": False, "analytics": True, "advertising": False}
    send(http, body=a_sent_decision(method="save", categories=answers, counters={"zero-kz": False}))


@pytest.mark.usefixtures("_given")
@pytest.mark.parametrize("visitor", [VISITOR, COOKIE])
def test_what_she_allows_is_204(http: FlaskClient, visitor: str) -> None:
    answer = ask(http, visitor)
    assert (answer.status_code, answer.get_data()) == (204, b"")
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("_given")
@pytest.mark.parametrize(
    ("counter", "status"),
    [
        ("analytics", 204),
        ("necessary", 204),
        ("own-session", 204),
        ("zero-kz", 403),
        ("jivo", 403),
        ("functional", 403),
        ("nothing", 403),
        ("yandex-metrica ", 403),
        ("", 403),
    ],
)
def test_a_counter_or_category_is_allowed_as_she_answered(http: FlaskClient, counter: str, status: int) -> None:
    assert ask(http, counter=counter).status_code == status


@pytest.mark.usefixtures("_given")
@pytest.mark.parametrize(
    "visitor",
    [
        SOMEBODY_ELSE,
        COOKIE.replace(VISITOR, SOMEBODY_ELSE),
        COOKIE.replace(VISITOR, "-"),
        COOKIE.replace("~yandex-metrica", ""),
        f"{COOKIE}~",
        VISITOR[1:],
        "-",
        "",
    ],
)
def test_who_is_not_known_to_allow_it_does_not(http: FlaskClient, visitor: str) -> None:
    assert problem(ask(http, visitor)) == NO


@pytest.mark.usefixtures("_given")
@pytest.mark.parametrize(
    "query",
    [
        "",
        f"visitor={VISITOR}",
        "counter=yandex-metrica",
        f"visitor={VISITOR}&counter=yandex-metrica&counter=jivo",
        f"visitor={VISITOR}&counter=yandex-metrica&counter=yandex-metrica",
        f"visitor={VISITOR}&visitor={VISITOR}&counter=yandex-metrica",
        f"visitor={VISITOR}&counter=yandex-metrica&site=cap",
    ],
)
def test_a_question_of_another_form_is_no(http: FlaskClient, query: str) -> None:
    assert problem(read(http, ALLOWS, origin=None, query_string=query)) == NO


@pytest.mark.usefixtures("_given")
def test_a_site_that_is_not_there_allows_nothing(http: FlaskClient) -> None:
    assert problem(ask(http, counter="necessary", address="/v1/sites/nobody/allows")) == NO


@pytest.mark.usefixtures("_given")
def test_what_was_taken_back_is_not_allowed(http: FlaskClient) -> None:
    send(http, body=a_sent_refusal(id=a_record_id(1), method="withdraw"))
    assert problem(ask(http)) == NO
    assert problem(ask(http, COOKIE)) == NO


@pytest.mark.usefixtures("_given")
def test_what_is_restricted_is_not_used(app: Flask, http: FlaskClient) -> None:
    with app.app_context():
        restrict_visitor(a_site(), VISITOR, Occasion(HERSELF, NOW))
    assert problem(ask(http)) == NO


@pytest.mark.usefixtures("_given")
def test_a_page_of_another_site_hears_nothing(http: FlaskClient) -> None:
    assert problem(ask(http, origin="https://evil.example")) == (403, "foreign-origin")
    assert "Access-Control-Allow-Origin" not in ask(http, origin=PAGE).headers


@pytest.mark.usefixtures("_given")
def test_a_key_opens_it_too_and_a_wrong_one_does_not(app: Flask, http: FlaskClient) -> None:
    with app.app_context():
        key = add_key(a_site(), "shop", {Scope.READ}, NOW)
    assert ask(http, headers={"Authorization": f"Bearer {key}"}).status_code == 204
    assert ask(http, headers={"Authorization": f"Bearer {key}x"}).status_code == 401


def test_a_store_that_fails_is_no_yes(http: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(allows, "read_standing", fail)
    assert problem(ask(http)) == (503, "store-unavailable")
