"""`POST …/standings` tells a site's server what holds for many visitors."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.api_key import Scope
from app.services.add_key import add_key
from app.services.list_accesses import list_accesses
from tests.makers import NOW, SOMEBODY_ELSE, VISITOR, a_site, another_site
from tests.stores import apply
from tests.web.calls import PAGE, a_sent_refusal, faults, problem, read, send

STANDINGS = "/v1/sites/cap/standings"
REFUSED = "1.-.3.1795241400.necessary"


@pytest.fixture
def shown(app: Flask) -> dict[str, Any]:
    """How the site's server shows a key that reads."""
    with app.app_context():
        return {"Authorization": f"Bearer {add_key(a_site(), 'shop', {Scope.READ}, NOW)}"}


def ask(http: FlaskClient, shown: dict[str, Any], *visitors: object) -> TestResponse:
    """Ask for standings, as the site's server does."""
    return send(http, STANDINGS, {"visitors": visitors}, origin=None, headers=shown)


def test_each_standing_is_told_in_its_place(http: FlaskClient, shown: dict[str, Any]) -> None:
    given = send(http).get_json()
    unknown = read(http, f"/v1/sites/cap/visitors/{SOMEBODY_ELSE}").get_json()
    answer = ask(http, shown, SOMEBODY_ELSE, VISITOR, SOMEBODY_ELSE)
    assert answer.status_code == 200
    assert answer.get_json() == {"standings": [unknown, given, unknown]}
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_visitor_may_be_named_by_her_cookie(http: FlaskClient, shown: dict[str, Any]) -> None:
    given = send(http).get_json()
    cookie = f"1.{VISITOR}.3.1795241400.{'~'.join(_granted(given))}"
    told = ask(http, shown, cookie, REFUSED).get_json()["standings"]
    assert told[0] == given
    assert (told[1]["visitor"], told[1]["status"], told[1]["record"]) == ("-", "refused", None)


def test_as_many_as_may_be_are_answered(http: FlaskClient, shown: dict[str, Any]) -> None:
    visitors = [f"{number:022}" for number in range(500)]
    told = ask(http, shown, *visitors).get_json()["standings"]
    assert [each["visitor"] for each in told] == visitors
    assert {each["status"] for each in told} == {"unknown"}


@pytest.mark.parametrize(
    ("visitors", "field"),
    [
        ([], "visitors"),
        ([VISITOR] * 501, "visitors"),
        ([VISITOR, VISITOR[1:]], "visitors.1"),
        (["-"], "visitors.0"),
        ([None], "visitors.0"),
        ([{}], "visitors.0"),
        ([f"{REFUSED}~"], "visitors.0"),
    ],
)
def test_what_names_no_visitor_is_told(
    http: FlaskClient, shown: dict[str, Any], visitors: list[object], field: str
) -> None:
    assert list(faults(ask(http, shown, *visitors))) == [field]


@pytest.mark.parametrize("body", [{}, {"visitors": VISITOR}, {"visitors": None}, [], "x"])
def test_another_body_is_refused(http: FlaskClient, shown: dict[str, Any], body: object) -> None:
    assert problem(send(http, STANDINGS, body, origin=None, headers=shown)) == (422, "invalid-fields")


@pytest.mark.parametrize("origin", [None, PAGE])
@pytest.mark.parametrize("carried", [{}, {"Authorization": "Basic dXNlcjpwYXNz"}])
def test_without_a_key_nothing_is_told(http: FlaskClient, origin: str | None, carried: dict[str, str]) -> None:
    answer = send(http, STANDINGS, {"visitors": [VISITOR]}, origin=origin, headers=carried)
    assert problem(answer) == (401, "missing-key")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Kelisim"'


def test_a_key_that_only_writes_reads_nothing(app: Flask, http: FlaskClient) -> None:
    with app.app_context():
        key = add_key(a_site(), "desk", {Scope.WRITE}, NOW)
    assert problem(ask(http, {"Authorization": f"Bearer {key}"}, VISITOR)) == (403, "missing-scope")


def test_a_key_of_another_site_reads_nothing(app: Flask, http: FlaskClient, shown: dict[str, Any]) -> None:
    with app.app_context():
        apply(another_site("cent"))
    answer = send(http, "/v1/sites/cent/standings", {"visitors": [VISITOR]}, origin=None, headers=shown)
    assert problem(answer) == (403, "key-of-another-site")


def test_a_page_of_another_site_reads_nothing_with_a_key(http: FlaskClient, shown: dict[str, Any]) -> None:
    answer = send(http, STANDINGS, {"visitors": [VISITOR]}, origin="https://evil.example", headers=shown)
    assert problem(answer) == (403, "foreign-origin")


def test_what_was_read_is_in_the_log(app: Flask, http: FlaskClient, shown: dict[str, Any]) -> None:
    send(http)
    send(http, body=a_sent_refusal(id="0198c7c2-7f3a-7c60-9d9c-000000000001", visitor=SOMEBODY_ELSE))
    ask(http, shown, VISITOR, SOMEBODY_ELSE, "C" * 22)
    with app.app_context():
        noted = {(each.act, each.records) for each in list_accesses(a_site(), NOW) if each.actor.startswith("key:")}
    assert noted == {("use", 0), ("read", 2)}


def _granted(told: dict[str, Any]) -> list[str]:
    granted = {**told["categories"], **told["counters"]}
    return [name for name, is_granted in granted.items() if is_granted and name != "own-session"]
