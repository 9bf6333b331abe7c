"""A person who follows a link that leads nowhere is told so on a page; programs are told a problem document."""

from http import HTTPStatus

import pytest
from flask.testing import FlaskClient

from app.web import policy
from app.web.errors import MIMETYPE, REASON_HEADER
from app.web.request_log import REQUEST_ID_HEADER

_BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "kk, ru;q=0.8",
}
_POLICY = "/sites/cap/policy"


def test_a_person_reads_in_her_language_that_nothing_is_here(http: FlaskClient) -> None:
    shown = http.get("/nowhere", headers=_BROWSER)
    told = shown.get_data(as_text=True)
    assert (shown.status_code, shown.mimetype) == (404, "text/html")
    assert '<html lang="kk">' in told
    assert "<h1>Мұнда ештеңе жоқ</h1>" in told
    assert shown.headers[REASON_HEADER] == "not-found"
    assert shown.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert {"Accept", "Accept-Language"} <= set(shown.vary)


def test_an_edition_that_there_is_not_leads_to_the_current_one(http: FlaskClient) -> None:
    told = http.get(f"{_POLICY}/99?lang=en", headers=_BROWSER).get_data(as_text=True)
    assert f'<a href="{_POLICY}?lang=en">Declaration of cookies</a>' in told
    assert 'href="/sites' not in http.get("/sites/nobody/policy", headers=_BROWSER).get_data(as_text=True)


def test_what_is_our_fault_has_the_number_under_which_it_is_found(
    http: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(policy, "read_policy", fail)
    shown = http.get(f"{_POLICY}?lang=en", headers=_BROWSER)
    assert shown.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert f"<code>{shown.headers[REQUEST_ID_HEADER]}</code>" in shown.get_data(as_text=True)


def test_another_method_is_told_on_a_page_too(http: FlaskClient) -> None:
    shown = http.post(_POLICY, headers=_BROWSER)
    assert (shown.status_code, shown.mimetype) == (405, "text/html")
    assert "GET" in shown.headers["Allow"]


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/nowhere", "*/*"),
        ("/nowhere", ""),
        ("/nowhere", "application/json, text/html;q=0.5"),
        ("/v1/sites/nobody/kelisim.js", _BROWSER["Accept"]),
    ],
)
def test_a_program_is_told_a_problem_document(http: FlaskClient, path: str, accept: str) -> None:
    assert http.get(path, headers={"Accept": accept}).mimetype == MIMETYPE
