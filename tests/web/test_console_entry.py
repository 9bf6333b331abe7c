"""Nobody comes into the console but its users, by their own forms."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.user import EVERY_SITE, Role
from app.web.clock import set_clock
from tests.makers import NOW
from tests.web.console import OURS, PASSWORD, RATES, link, signed_in, submit

_OWNER = {EVERY_SITE: Role.OWNER}
_SIGN_IN = "/admin/sign-in"


pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a browser that was never here."""
    return app.test_client()


def test_who_is_not_signed_in_is_sent_to_sign_in_and_comes_back(app: Flask, client: FlaskClient) -> None:
    signed_in(app, _OWNER)
    sent = client.get(f"{RATES}?from=2026-11-01")
    assert sent.status_code == 303
    form = client.get(sent.headers["Location"]).get_data(as_text=True)
    enters = re.search(r'method="post" action="([^"]+)"', form)
    assert enters is not None
    entered = submit(client, unescape(enters[1]), sign_in="aigul", password=PASSWORD)
    assert (entered.status_code, entered.headers["Location"]) == (303, f"{RATES}?from=2026-11-01")
    assert client.get(RATES).status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        "/admin",
        f"{RATES}?from=2026-11-01&region=KZ%2CRU",
        "/admin/sites/cap/accesses?after=2026-11-21T06:10:00Z_a:b&who=user%3Aaigul%40cap.kz",
        "/admin/sites/cap/visitors/50%25%20off;a=b/records/%D1%8F?in=ru",
        "/admin/sites/a%2520b/rates",
    ],
)
def test_who_came_for_a_page_finds_it_whatever_is_in_its_address(app: Flask, client: FlaskClient, page: str) -> None:
    signed_in(app, _OWNER)
    sent = client.get(page, follow_redirects=page == "/admin")
    asks = sent.headers["Location"] if page != "/admin" else f"{_SIGN_IN}?next=/admin"
    entered = submit(client, asks, sign_in="aigul", password=PASSWORD)
    assert entered.headers["Location"] == page


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/admin",
        "//evil.example",
        "/admin/../x:y",
        "/admin/%2e%2e/x",
        "/admin/..%2Fx",
        "/admin\\evil.example",
        "/admin.evil.example",
        "/admin@evil.example",
        "/admin/a\r\nSet-Cookie: a=b",
        "/admin/\t/evil.example",
        "/administrator",
        "/v1/keys",
        "",
    ],
)
def test_nobody_is_sent_elsewhere(app: Flask, client: FlaskClient, elsewhere: str) -> None:
    signed_in(app, _OWNER)
    entered = submit(client, f"{_SIGN_IN}?{urlencode({'next': elsewhere})}", sign_in="aigul", password=PASSWORD)
    assert entered.headers["Location"] == "/admin/"


def test_who_writes_the_wrong_password_keeps_the_name(app: Flask, client: FlaskClient) -> None:
    signed_in(app, _OWNER)
    refused = submit(client, _SIGN_IN, sign_in="aigul", password="wrong")
    assert refused.status_code == 422
    assert 'value="aigul"' in refused.get_data(as_text=True)
    assert "wrong" not in refused.get_data(as_text=True).replace("is wrong", "")
    assert "Set-Cookie" not in refused.headers


def test_who_tries_too_often_waits(app: Flask, client: FlaskClient) -> None:
    signed_in(app, _OWNER)
    statuses = [submit(client, _SIGN_IN, sign_in="Aigul ", password="wrong").status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]
    assert submit(client, _SIGN_IN, sign_in="aigul", password=PASSWORD).status_code == 429


def test_one_address_does_not_try_many_names(client: FlaskClient) -> None:
    statuses = [submit(client, _SIGN_IN, sign_in=f"user{n}", password="wrong").status_code for n in range(31)]
    assert statuses == [422] * 30 + [429]


def test_no_script_and_no_other_page_has_the_session(app: Flask, client: FlaskClient) -> None:
    signed_in(app, _OWNER)
    cookie = submit(client, _SIGN_IN, sign_in="aigul", password=PASSWORD).headers["Set-Cookie"]
    assert {"HttpOnly", "Path=/admin", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    over_tls = client.post(
        _SIGN_IN, data={"sign_in": "aigul", "password": PASSWORD}, headers=OURS, base_url="https://localhost"
    )
    assert "Secure" in over_tls.headers["Set-Cookie"]


def test_who_is_signed_in_needs_no_form(app: Flask) -> None:
    assert signed_in(app, _OWNER).get(_SIGN_IN).headers["Location"] == "/admin/"


def test_a_session_that_has_ended_opens_nothing(app: Flask) -> None:
    client = signed_in(app, _OWNER)
    assert client.get("/admin/").status_code == 200
    set_clock(app, lambda: NOW + timedelta(hours=13))
    assert client.get("/admin/").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}],
)
def test_a_form_of_another_page_does_nothing(app: Flask, headers: dict[str, str]) -> None:
    client = signed_in(app, _OWNER)
    for address in ("/admin/sign-out", "/admin/sign-out-everywhere", _SIGN_IN, link(app, _OWNER)):
        assert submit(client, address, headers, sign_in="dana", password=PASSWORD).status_code == 403
    assert client.get("/admin/").status_code == 200


def test_an_older_browser_says_where_its_form_stands_by_the_origin(app: Flask) -> None:
    assert submit(signed_in(app, _OWNER), "/admin/sign-out", {"Origin": "http://localhost"}).status_code == 303


def test_signing_out_ends_the_session_and_takes_the_cookie(app: Flask) -> None:
    client, other = signed_in(app, _OWNER), signed_in(app, _OWNER, "dana")
    left = submit(client, "/admin/sign-out")
    assert left.headers["Location"] == _SIGN_IN
    assert "Max-Age=0" in left.headers["Set-Cookie"]
    assert client.get("/admin/").status_code == 303
    assert other.get("/admin/").status_code == 200


def test_signing_out_everywhere_ends_the_other_browsers_too(app: Flask, client: FlaskClient) -> None:
    first = signed_in(app, _OWNER)
    submit(client, _SIGN_IN, sign_in="aigul", password=PASSWORD)
    assert client.get("/admin/account").get_data(as_text=True).count("<tr") == 3
    submit(client, "/admin/sign-out-everywhere")
    assert [each.get("/admin/").status_code for each in (first, client)] == [303, 303]


def test_a_one_time_link_makes_a_user(app: Flask, client: FlaskClient) -> None:
    address = link(app, _OWNER)
    assert client.get(address).status_code == 200
    became = submit(client, address, sign_in="Aigul@Example.kz", password=PASSWORD)
    assert became.headers["Location"] == "/admin/"
    assert "aigul@example.kz" in client.get("/admin/").get_data(as_text=True)


def test_a_used_link_says_so(app: Flask, client: FlaskClient) -> None:
    address = link(app, _OWNER)
    submit(client, address, sign_in="aigul", password=PASSWORD)
    assert client.get(address).status_code == submit(client, address, sign_in="dana").status_code == 410


@pytest.mark.parametrize(
    ("name", "password", "field"), [("two words", PASSWORD, "sign_in"), ("aigul", "short", "password")]
)
def test_what_cannot_be_is_said_beside_its_field(
    app: Flask, client: FlaskClient, name: str, password: str, field: str
) -> None:
    refused = submit(client, link(app, _OWNER), sign_in=name, password=password)
    told = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert f'id="{field}-fault"' in told
    assert f'value="{name}"' in told
    assert password not in told.replace(name, "")


def test_every_file_of_the_console_is_served(client: FlaskClient) -> None:
    there = {path.name for path in (Path(__file__).parents[2] / "static" / "admin").iterdir()}
    assert "console.css" in there
    served = {file for file in there if client.get(f"/admin/static/{file}").status_code == 200}
    assert there - served == {"uplot.LICENSE"}


@pytest.mark.parametrize("file", ["uplot.LICENSE", "nothing.js"])
def test_no_other_files_are_served(client: FlaskClient, file: str) -> None:
    assert client.get(f"/admin/static/{file}").status_code == 404
