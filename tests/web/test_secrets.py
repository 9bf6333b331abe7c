"""What opens something is in no line of the log, whatever becomes of the call."""

from io import StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.domain.api_key import Scope
from app.domain.errors import StoreUnavailable
from app.services.add_key import add_key
from app.services.list_keys import list_keys
from app.services.revoke_key import revoke_key
from app.settings import Settings
from app.web import standings, visitor
from app.web.shared_counters import SharedCounters
from tests.makers import NOW, VISITOR, a_site, another_site
from tests.stores import apply
from tests.web.calls import VISITOR_ADDRESS, a_sent_decision, read, send

WORD = "hush-hush"


def _call(http: FlaskClient, key: str) -> list[int]:
    """Make all kinds of calls with a key; return their statuses."""
    carried = {"Authorization": f"Bearer {key}"}
    return [
        read(http, origin=None, headers=carried).status_code,
        read(http, "/v1/sites/cent/allows", origin=None, headers=carried).status_code,
        send(http, body=a_sent_decision(method="api"), origin=None, headers=carried).status_code,
        send(http, "/v1/sites/cap/standings", {"visitors": [VISITOR]}, origin=None, headers=carried).status_code,
        http.delete(VISITOR_ADDRESS, headers=carried).status_code,
        http.get(VISITOR_ADDRESS, query_string={"key": key}).status_code,
        http.get(f"/v1/sites/cap/visitors/{key}").status_code,
    ]


def test_no_log_tells_an_api_key(
    app: Flask, http: FlaskClient, told: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        apply(another_site("cent"))
        key = add_key(a_site(), "shop", {Scope.READ}, NOW)
    secret = key.split("_", 2)[2]
    assert _call(http, key) == [200, 403, 403, 200, 403, 200, 422]
    assert _call(http, key[:-4])[0] == 401
    _fail(monkeypatch, StoreUnavailable())
    assert _call(http, key)[0] == 503
    _fail(monkeypatch, RuntimeError("broken"))
    assert _call(http, key)[0] == 500
    with app.app_context():
        revoke_key(a_site(), list_keys(a_site())[0].id, NOW)
    assert _call(http, key)[0] == 401
    assert "unexpected error" in told.getvalue()
    assert secret[:12] not in told.getvalue()


def _fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(visitor, "read_standing", fail)
    monkeypatch.setattr(standings, "read_standings", fail)


def test_no_log_tells_the_password_of_a_database_that_is_away(told: StringIO) -> None:
    app = create_app(Settings(database_url=f"postgresql+psycopg://kelisim:{WORD}@127.0.0.1:1/kelisim"))
    assert app.test_client().get("/readyz").status_code == 503
    assert "the store failed" in told.getvalue()
    assert WORD not in told.getvalue()


def test_no_log_tells_the_password_of_a_redis_that_is_away(told: StringIO) -> None:
    SharedCounters(f"redis://:{WORD}@127.0.0.1:1/0").incr("a", 60)
    assert "is away" in told.getvalue()
    assert WORD not in told.getvalue()
