"""Signing in through an identity provider, a real one on this machine."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.ids import SiteId
from app.domain.user import EVERY_SITE, Role
from app.services.invite_user import invite_user
from app.services.list_users import list_users
from app.store.database import db
from app.web.clock import set_clock
from tests.identity_provider import ID, SECRET, Provider, a_provider, another_key
from tests.makers import NOW, a_site
from tests.stores import an_app, apply
from tests.web.console import PASSWORD, RATES, signed_in, submit

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_BEGIN = "/admin/single-sign-on"
_DANA = {"sub": "4711", "email": "Dana@Example.kz", "email_verified": True}


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    """A provider."""
    with a_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """It, saying of whoever comes that she is Dana; tests speak to it without TLS."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    running.said, running.signs_with = dict(_DANA), None
    running.asked.clear()
    return running


@pytest.fixture
def app(tmp_path: Path, store: str, provider: Provider) -> Iterator[Flask]:
    """The service, which knows that provider."""
    app = an_app(tmp_path, store=store, oidc_issuer=provider.address, oidc_id=ID, oidc_secret=SECRET)
    with app.app_context():
        apply(a_site())
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that was never here."""
    return app.test_client()


def _invite(app: Flask, whom: str = "dana@example.kz") -> None:
    with app.app_context():
        invite_user({SiteId("cap"): Role.ANALYST}, NOW, whom)


def _there_and_back(browser: FlaskClient, begin: str = _BEGIN) -> str:
    """Go to the provider, and return the address that it sends back to."""
    sent = browser.get(begin)
    assert sent.status_code == 302
    there = requests.get(sent.headers["Location"], allow_redirects=False, timeout=30)
    back = urlsplit(there.headers["Location"])
    return f"{back.path}?{back.query}"


def _enter(browser: FlaskClient, begin: str = _BEGIN) -> TestResponse:
    return browser.get(_there_and_back(browser, begin))


def test_who_was_invited_comes_in_and_comes_again(app: Flask, client: FlaskClient, provider: Provider) -> None:
    _invite(app)
    entered = _enter(client)
    assert (entered.status_code, entered.headers["Location"]) == (303, "/admin/")
    assert client.get(RATES).status_code == 200
    assert client.get("/admin/users").status_code == 403
    provider.said["email"] = "somebody.else@example.kz"
    again = app.test_client()
    assert _enter(again).status_code == 303
    with app.app_context():
        assert [user.sign_in for user in list_users()] == ["dana@example.kz"]


def test_the_way_there_has_pkce_state_and_nonce(client: FlaskClient, provider: Provider) -> None:
    _there_and_back(client)
    (asked,) = provider.asked
    assert asked["code_challenge_method"] == "S256"
    assert min(len(asked[name]) for name in ("code_challenge", "state", "nonce")) >= 20
    assert asked["redirect_uri"] == "http://localhost/admin/single-sign-on/back"
    assert asked["scope"] == "openid email"


@pytest.mark.parametrize("said", [{"email": "zarina@example.kz"}, {"email_verified": False}, {"email": ""}])
def test_who_was_not_invited_does_not_come_in(
    app: Flask, client: FlaskClient, provider: Provider, said: dict[str, object]
) -> None:
    _invite(app)
    provider.said |= said
    refused = _enter(client)
    assert refused.status_code == 403
    assert "kelisim_session" not in str(refused.headers)
    with app.app_context():
        assert list_users() == ()


def _unsigned(provider: Provider) -> None:
    provider.signs_with = another_key()


@pytest.mark.parametrize(
    "lie",
    [
        lambda provider: provider.said.update(nonce="another"),
        lambda provider: provider.said.update(iss="https://id.example.org"),
        lambda provider: provider.said.update(aud=["another"], azp=ID),
        lambda provider: provider.said.update(exp=1),
        _unsigned,
    ],
    ids=["nonce", "issuer", "audience", "age", "key"],
)
def test_an_answer_that_does_not_hold_opens_nothing(
    app: Flask, client: FlaskClient, provider: Provider, lie: Callable[[Provider], None]
) -> None:
    _invite(app)
    lie(provider)
    assert _enter(client).status_code == 403
    assert client.get("/admin/").status_code == 303


def test_an_answer_opens_in_the_browser_that_asked_and_once(app: Flask, client: FlaskClient) -> None:
    _invite(app)
    back = _there_and_back(client)
    assert app.test_client().get(back).status_code == 403
    assert client.get(back).status_code == 303
    assert client.get(back).status_code == 403


def test_an_answer_without_identity_opens_nothing(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.identity_provider.OpenIDCode.process_token", lambda *told: told[2][1])
    assert _enter(client).status_code == 403


def test_who_refuses_at_the_provider_does_not_come_in(client: FlaskClient) -> None:
    state = parse_qs(urlsplit(_there_and_back(client)).query)["state"][0]
    refused = client.get(f"{_BEGIN}/back?error=access_denied&state={state}")
    assert refused.status_code == 403


def test_an_invitation_that_is_too_old_opens_nothing(app: Flask, client: FlaskClient) -> None:
    _invite(app)
    with app.app_context():
        set_clock(app, lambda: NOW.replace(year=2027))
    assert _enter(client).status_code == 403


def test_an_address_alone_takes_over_nobodys_account(app: Flask, client: FlaskClient) -> None:
    signed_in(app, {EVERY_SITE: Role.OWNER}, "dana@example.kz")
    assert _enter(client).status_code == 403
    _invite(app)
    assert _enter(client).status_code == 403


def _connect(browser: FlaskClient) -> TestResponse:
    assert f'href="{_BEGIN}"' in submit(browser, f"{_BEGIN}/connect", confirming=PASSWORD).get_data(as_text=True)
    return _enter(browser)


def test_a_user_connects_her_account_and_comes_in_without_a_password(app: Flask, client: FlaskClient) -> None:
    browser = signed_in(app, {EVERY_SITE: Role.OWNER})
    assert f"{_BEGIN}/connect" in browser.get("/admin/account").get_data(as_text=True)
    assert _connect(browser).headers["Location"] == "/admin/account"
    assert _connect(browser).headers["Location"] == "/admin/account"
    assert f"{_BEGIN}/connect" not in browser.get("/admin/account").get_data(as_text=True)
    assert _enter(client).status_code == 303
    assert "aigul" in client.get("/admin/").get_data(as_text=True)


def test_who_came_for_a_page_finds_it_by_the_way_of_the_provider_too(app: Flask, client: FlaskClient) -> None:
    _connect(signed_in(app, {EVERY_SITE: Role.OWNER}))
    asked = client.get(f"{RATES}?from=2026-11-01").headers["Location"]
    way = re.search(rf'href="({_BEGIN}[^"]*)"', client.get(asked).get_data(as_text=True))
    assert way is not None
    assert _enter(client, unescape(way[1])).headers["Location"] == f"{RATES}?from=2026-11-01"
    assert _enter(app.test_client(), f"{_BEGIN}?next=//evil.example").headers["Location"] == "/admin/"


def test_a_user_disconnects_her_account_with_her_password(app: Flask, client: FlaskClient) -> None:
    browser = signed_in(app, {EVERY_SITE: Role.OWNER})
    _connect(browser)
    refused = submit(browser, f"{_BEGIN}/disconnect", disconnecting="wrong")
    assert (refused.status_code, _enter(client).status_code) == (422, 303)
    assert 'id="disconnecting-fault"' in refused.get_data(as_text=True)
    for _ in range(2):  # the second time there is nothing to disconnect
        told = submit(browser, f"{_BEGIN}/disconnect", disconnecting=PASSWORD)
        assert told.headers["Location"] == "/admin/account"
    assert f"{_BEGIN}/connect" in browser.get("/admin/account").get_data(as_text=True)
    assert _enter(app.test_client()).status_code == 403
    log = browser.get("/admin/sites/cap/accesses?lang=en").get_data(as_text=True)
    said = r">user:aigul</td><td[^>]*>(.*) organisation&#39;s account</td>"
    assert sorted(re.findall(said, log)) == ["connected an", "disconnected the"]


def test_an_identity_is_one_users(app: Flask) -> None:
    _connect(signed_in(app, {EVERY_SITE: Role.OWNER}))
    assert _connect(signed_in(app, {EVERY_SITE: Role.OWNER}, "dana")).status_code == 403


def test_only_her_own_form_connects_an_account(app: Flask) -> None:
    browser = signed_in(app, {EVERY_SITE: Role.OWNER})
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert submit(browser, f"{_BEGIN}/connect", elsewhere, confirming=PASSWORD).status_code == 403
    assert _enter(browser).status_code == 403
    assert f"{_BEGIN}/connect" in browser.get("/admin/account").get_data(as_text=True)


def test_who_finds_a_browser_open_connects_no_account_and_does_not_try_out_its_password(app: Flask) -> None:
    browser = signed_in(app, {EVERY_SITE: Role.OWNER})
    tried = [submit(browser, f"{_BEGIN}/connect", confirming="wrong") for _ in range(11)]
    assert [each.status_code for each in tried] == [422] * 10 + [429]
    assert 'id="confirming-fault"' in tried[0].get_data(as_text=True)
    assert submit(browser, f"{_BEGIN}/connect").status_code == 429
    assert _enter(browser).status_code == 403


def test_who_has_no_role_any_more_does_not_come_in_and_can_be_forgotten(app: Flask, client: FlaskClient) -> None:
    _invite(app)
    _enter(client)
    owner = signed_in(app, {EVERY_SITE: Role.OWNER})
    with app.app_context():
        dana = next(user for user in list_users() if user.sign_in == "dana@example.kz")
    submit(owner, f"/admin/users/{dana.id}/remove")
    assert _enter(app.test_client()).status_code == 403
    submit(owner, f"/admin/users/{dana.id}/forget")
    _invite(app)
    assert _enter(app.test_client()).status_code == 303


def test_the_cookie_of_the_way_is_the_consoles_alone(client: FlaskClient) -> None:
    cookie = client.get(_BEGIN, base_url="https://localhost").headers["Set-Cookie"]
    assert {"HttpOnly", "Secure", "Path=/admin", "SameSite=Lax"} <= set(cookie.split("; "))
    assert cookie.startswith("kelisim_single_sign_on=")


def test_the_way_is_shown_where_there_is_one(client: FlaskClient) -> None:
    assert f'href="{_BEGIN}"' in client.get("/admin/sign-in").get_data(as_text=True)


def test_one_address_does_not_go_there_without_end(client: FlaskClient) -> None:
    assert [client.get(_BEGIN).status_code for _ in range(31)] == [302] * 30 + [429]


@pytest.fixture
def lonely(tmp_path: Path, store: str) -> FlaskClient:
    """A browser of a service whose provider does not answer."""
    app = an_app(tmp_path, store=store, oidc_issuer="http://127.0.0.1:9", oidc_id=ID, oidc_secret=SECRET)
    return app.test_client()


def test_a_provider_that_is_away_is_told_of(lonely: FlaskClient) -> None:
    assert lonely.get(_BEGIN).status_code == 503


def test_a_provider_that_goes_away_meanwhile_is_told_of(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    back = _there_and_back(client)

    def fail(*_: object, **__: object) -> None:
        raise requests.ConnectionError

    monkeypatch.setattr(requests.Session, "request", fail)
    assert client.get(back).status_code == 503


def test_without_a_provider_there_is_no_way(tmp_path: Path, store: str) -> None:
    app = an_app(tmp_path, store=store)
    assert [app.test_client().get(address).status_code for address in (_BEGIN, f"{_BEGIN}/back")] == [404, 404]
