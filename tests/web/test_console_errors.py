"""What goes wrong in the console is told on a page, and never as a document for machines."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import RequestEntityTooLarge

from app.domain.errors import InvalidField, StoreUnavailable
from app.domain.user import EVERY_SITE, Role
from app.web.console import home, session
from app.web.turning_away import REFUSAL, Busy
from tests.web.console import OURS, signed_in, submit

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_NUL = "aigul\0"


@pytest.fixture
def owner(app: Flask) -> FlaskClient:
    """Return the browser of an owner of every site."""
    return signed_in(app, {EVERY_SITE: Role.OWNER})


def _failing(error: Exception) -> Any:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_a_fault_of_ours_is_a_page_with_its_number_in_the_log(
    owner: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(home, "list_sites", _failing(KeyError("nobody expected it")))
    answer = owner.get("/admin/?lang=en")
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert f"<code>{answer.headers['X-Request-ID']}</code>" in answer.get_data(as_text=True)
    assert "nobody expected it" in caplog.text


def test_what_the_whole_service_knows_is_a_page_too(owner: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "list_sites", _failing(InvalidField("site", "It cannot be so.")))
    told = owner.get("/admin/")
    assert (told.status_code, told.mimetype) == (422, "text/html")


@pytest.mark.parametrize("refusal", [Busy(), StoreUnavailable(), RequestEntityTooLarge()])
def test_who_is_turned_away_is_told_without_asking_the_store(
    owner: FlaskClient, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    monkeypatch.setattr(session, "find_session", _failing(AssertionError("everybody would wait for it")))
    told = owner.get("/admin/", environ_overrides={REFUSAL: refusal})
    assert (told.status_code, told.mimetype) == (
        413 if isinstance(refusal, RequestEntityTooLarge) else 503,
        "text/html",
    )


def test_a_form_that_is_too_large_is_told_how_large_it_may_be(owner: FlaskClient) -> None:
    told = owner.get("/admin/?lang=en", environ_overrides={REFUSAL: RequestEntityTooLarge()})
    assert "What is sent here may have 1 MB at most." in told.get_data(as_text=True)


def test_a_store_that_is_away_before_anybody_is_known_is_a_page(
    owner: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "find_session", _failing(StoreUnavailable()))
    away = owner.get("/admin/")
    assert (away.status_code, away.mimetype, away.headers["Retry-After"]) == (503, "text/html", "5")


def test_a_name_that_no_store_can_keep_is_nobodys(app: Flask) -> None:
    refused = submit(app.test_client(), "/admin/sign-in", sign_in=_NUL, password="correct horse battery")
    assert refused.status_code == 422


def test_nobody_is_invited_under_a_name_that_no_store_can_keep(owner: FlaskClient) -> None:
    refused = owner.post("/admin/users/invite", data={"sign_in": _NUL, "role:*": "owner"}, headers=OURS)
    assert refused.status_code == 422


@pytest.mark.parametrize("origin", ["http://[", "null", "https://localhost.evil.example", "ftp://localhost", ""])
def test_a_form_from_an_origin_that_is_none_of_ours_is_forged(app: Flask, origin: str) -> None:
    browser = app.test_client()
    assert submit(browser, "/admin/sign-in", {"Origin": origin}).status_code == 403
    assert submit(browser, "/admin/sign-in", {"Origin": "http://localhost"}).status_code == 422


def test_editions_of_numbers_that_no_store_has_are_not_there(owner: FlaskClient) -> None:
    answer = owner.get(f"/admin/sites/cap/editions/{'9' * 30}/1")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_a_page_says_each_of_its_headers_once(owner: FlaskClient) -> None:
    headers = owner.get("/admin/").headers
    assert headers.getlist("Referrer-Policy") == ["same-origin"]
    assert headers.getlist("Cross-Origin-Resource-Policy") == ["same-origin"]
    assert headers.getlist("X-Content-Type-Options") == ["nosniff"]


@pytest.mark.parametrize(
    ("asked", "there"), [("/admin", "/admin/"), ("/admin?a=b", "/admin/?a=b"), ("/admin//sign-in", "/admin/sign-in")]
)
def test_the_way_to_an_address_with_its_slash_names_no_host(app: Flask, asked: str, there: str) -> None:
    sent = app.test_client().get(asked, headers={"Host": "evil.example"})
    assert (sent.status_code, sent.headers["Location"]) == (308, there)
