"""No raw address of anybody, no query, no fragment, no whole visitor id: neither in the store nor in the logs."""

from io import StringIO
from pathlib import Path

import pytest
from flask import Flask

from app.domain.signing_in import new_secret
from app.store.database import db
from tests.makers import SOMEBODY_ELSE, VISITOR, a_record_id, a_site
from tests.stores import FILE, an_app, apply
from tests.web.calls import SHOWN, VISITOR_ADDRESS, a_sent_decision, erase, read, send

_ADDRESS = "203.0.113.77"
_FORWARDED = "198.51.100.88"
_SECRETS = (_ADDRESS, _FORWARDED, "q-secret", "f-secret", "name-secret", "agent-secret")
_PAGE = "https://name-secret:name-secret@learn.cap.kz/courses?token=q-secret#f-secret"


@pytest.fixture(params=[0, 1], ids=["no proxy", "a proxy"])
def _calls(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """All kinds of calls that carry what must not be kept, good ones and bad ones."""
    app = an_app(tmp_path, proxies=request.param)
    with app.app_context():
        apply(a_site())
    http = app.test_client(use_cookies=False)
    http.environ_base["REMOTE_ADDR"] = _ADDRESS
    carried = {
        "X-Forwarded-For": _FORWARDED,
        "X-Real-IP": _FORWARDED,
        "Forwarded": f"for={_FORWARDED}",
        "User-Agent": "agent-secret",
        "Referer": _PAGE,
    }
    query = "?token=q-secret"
    for address in (f"/v1/sites/cap/consents{query}", "/v1/sites/nobody/consents"):
        send(http, address, a_sent_decision(page=_PAGE), headers=carried)
    send(http, body=a_sent_decision(page=_PAGE, edition=9), headers=carried)
    send(http, body=a_sent_decision(id=a_record_id(1), page="https://[q-secret"), headers=carried)
    send(http, body=a_sent_decision(page=_PAGE, method="save", counters={"zero-kz": False}), headers=carried)
    send(http, SHOWN + query, {"edition": 3, "language": "ru"}, headers=carried)
    send(http, body=b"q-secret", headers=carried)
    for address in (VISITOR_ADDRESS, f"{VISITOR_ADDRESS}/records", "/v1/sites/cap/kelisim.js", "/sites/cap/policy"):
        read(http, address + query, headers=carried)
    erase(http, f"/v1/sites/cap/visitors/{SOMEBODY_ELSE}{query}")
    with app.app_context():
        db.engine.dispose()


@pytest.mark.usefixtures("told", "_calls")
def test_the_store_keeps_no_address_no_query_and_no_fragment(tmp_path: Path) -> None:
    kept = b"".join(file.read_bytes() for file in tmp_path.glob(f"{FILE}*"))
    assert b"https://learn.cap.kz/courses" in kept
    assert [secret for secret in _SECRETS if secret.encode() in kept] == []


@pytest.mark.usefixtures("told", "_calls")
def test_the_logs_tell_no_address_no_query_and_no_fragment(told: StringIO) -> None:
    lines = told.getvalue()
    assert "/v1/sites/cap/consents" in lines
    assert [secret for secret in _SECRETS if secret in lines] == []


@pytest.mark.usefixtures("told", "_calls")
def test_the_logs_tell_visitors_by_six_characters(told: StringIO) -> None:
    lines = told.getvalue()
    assert f"{VISITOR[:6]}…" in lines
    assert [visitor for visitor in (VISITOR, SOMEBODY_ELSE) if visitor[:7] in lines] == []


@pytest.mark.parametrize(
    "path",
    [
        "/v1/sites/cap/visitors/{}/",
        "/v1/sites/cap/visitors/{}x",
        "/v1/sites/cap/visitor/{}",
        "/V1/Sites/Cap/Visitors/{}",
        "/nowhere/{}",
        "/nowhere={},x",
    ],
)
def test_no_mistyped_address_gives_a_visitor_away(app: Flask, told: StringIO, path: str) -> None:
    app.test_client().get(path.format(VISITOR))
    assert VISITOR[:6] in told.getvalue()
    assert VISITOR not in told.getvalue()


@pytest.mark.parametrize("path", ["/admin/welcome/{}", "/admin/welcome/{}/", "/admin/welcom/{}"])
def test_no_log_tells_what_opens_the_console(app: Flask, told: StringIO, path: str) -> None:
    secret = new_secret()
    app.test_client().get(path.format(secret))
    assert f"{secret[:6]}…" in told.getvalue()
    assert secret[:7] not in told.getvalue()
