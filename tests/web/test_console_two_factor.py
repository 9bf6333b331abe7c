"""Signing in in two steps, in the console."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.identity import Identity
from app.domain.user import EVERY_SITE, Role
from app.services.enter_by_identity import connect_identity
from app.services.list_users import list_users
from app.store.database import db
from app.web.clock import set_clock
from tests.makers import NOW, a_site
from tests.stores import an_app, apply
from tests.web.console import PASSWORD, RATES, give_keys, signed_in, submit

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_SIGN_IN = "/admin/sign-in"
_TWO = "/admin/account/two-factor"
_STEP = timedelta(seconds=30)


@pytest.fixture
def app(app: Flask, tmp_path: Path) -> Flask:
    """The service with keys."""
    give_keys(app, tmp_path)
    return app


@pytest.fixture
def owner(app: Flask) -> FlaskClient:
    """Return the browser of an owner."""
    return signed_in(app, {EVERY_SITE: Role.OWNER})


def _turn_on(owner: FlaskClient) -> tuple[pyotp.TOTP, list[str]]:
    """Turn it on as she does; return her app and the recovery codes that she is shown."""
    assert submit(owner, f"{_TWO}/begin", beginning=PASSWORD).headers["Location"] == _TWO
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", owner.get(_TWO).get_data(as_text=True))
    assert found is not None
    app = pyotp.TOTP(found[1].replace(" ", ""))
    told = submit(owner, _TWO, code=app.at(NOW - _STEP)).get_data(as_text=True)
    return app, re.findall(r"<li><code>([^<]+)</code>", told)


def test_the_second_step_asks_for_a_code_and_leads_on(app: Flask, owner: FlaskClient) -> None:
    codes, recovery = _turn_on(owner)
    assert len(recovery) == 10
    assert owner.get("/admin/").status_code == 200
    browser = app.test_client()
    halfway = submit(browser, f"{_SIGN_IN}?next={RATES}", sign_in="aigul", password=PASSWORD)
    asked = browser.get(browser.get(halfway.headers["Location"]).headers["Location"])
    assert 'name="code"' in asked.get_data(as_text=True)
    wrong = submit(browser, f"{_SIGN_IN}/code?next={RATES}", code="000000")
    assert wrong.status_code == 422
    assert f'action="{_SIGN_IN}/code?next={RATES}"' in wrong.get_data(as_text=True)
    half = browser.get_cookie("kelisim_session", path="/admin")
    entered = submit(browser, f"{_SIGN_IN}/code?next={RATES}", code=codes.at(NOW))
    assert entered.headers["Location"] == RATES
    assert browser.get_cookie("kelisim_session", path="/admin") != half
    assert browser.get(RATES).status_code == 200


def test_a_password_alone_opens_nothing(app: Flask, owner: FlaskClient) -> None:
    _turn_on(owner)
    browser = app.test_client()
    submit(browser, _SIGN_IN, sign_in="aigul", password=PASSWORD)
    for address in ("/admin/", "/admin/account", RATES, "/admin/users", _TWO):
        assert browser.get(address).status_code == 303
    assert submit(browser, f"{_TWO}/off", code="000000").status_code == 303
    assert 'name="password"' in browser.get(f"{_SIGN_IN}?again=1").get_data(as_text=True)


def test_who_takes_too_long_writes_her_password_again(app: Flask, owner: FlaskClient) -> None:
    codes, _ = _turn_on(owner)
    browser = app.test_client()
    submit(browser, _SIGN_IN, sign_in="aigul", password=PASSWORD)
    late = NOW + timedelta(minutes=11)
    set_clock(app, lambda: late)
    assert submit(browser, f"{_SIGN_IN}/code", code=codes.at(late)).headers["Location"] == _SIGN_IN
    assert 'name="password"' in browser.get(_SIGN_IN).get_data(as_text=True)


def test_who_tries_codes_too_often_waits(app: Flask, owner: FlaskClient) -> None:
    _, recovery = _turn_on(owner)
    browser = app.test_client()
    submit(browser, _SIGN_IN, sign_in="aigul", password=PASSWORD)
    statuses = [submit(browser, f"{_SIGN_IN}/code", code="000000").status_code for _ in range(20)]
    assert statuses == [422] * 19 + [429]
    assert "tried to sign in too often" in owner.get("/admin/sites/cap/accesses?lang=en").get_data(as_text=True)
    assert submit(browser, f"{_SIGN_IN}/code", code=recovery[0]).status_code == 429


def test_where_the_keys_are_lost_a_recovery_code_opens(app: Flask, owner: FlaskClient, tmp_path: Path) -> None:
    codes, recovery = _turn_on(owner)
    (tmp_path / "keys.json").unlink()
    browser = app.test_client()
    submit(browser, _SIGN_IN, sign_in="aigul", password=PASSWORD)
    told = submit(browser, f"{_SIGN_IN}/code?lang=en", code=codes.at(NOW))
    assert told.status_code == 503
    assert "kelisim signing rotate" in told.get_data(as_text=True)
    assert submit(browser, f"{_SIGN_IN}/code", code=recovery[0]).status_code == 303
    assert browser.get(RATES).status_code == 200


def test_who_finds_her_browser_open_begins_nothing(owner: FlaskClient) -> None:
    tried = [submit(owner, f"{_TWO}/begin", beginning="wrong") for _ in range(11)]
    assert [answer.status_code for answer in tried] == [422] * 10 + [429]
    assert 'id="beginning-fault"' in tried[0].get_data(as_text=True)
    assert owner.get(_TWO).status_code == 404
    assert "tried to sign in too often" in owner.get("/admin/sites/cap/accesses?lang=en").get_data(as_text=True)


def test_who_comes_by_an_identity_provider_has_no_password_to_give(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        connect_identity(list_users()[0], Identity("https://id.example.kz", "7", "aigul@example.kz"), NOW)
    assert 'name="beginning"' not in owner.get("/admin/account").get_data(as_text=True)
    assert submit(owner, f"{_TWO}/begin").headers["Location"] == _TWO


def test_it_is_turned_off_with_another_code(owner: FlaskClient) -> None:
    codes, _ = _turn_on(owner)
    refused = submit(owner, f"{_TWO}/off", code=codes.at(NOW - _STEP))
    assert refused.status_code == 422
    assert 'id="code-fault"' in refused.get_data(as_text=True)
    assert submit(owner, f"{_TWO}/off", code=codes.at(NOW)).status_code == 303
    assert f"{_TWO}/begin" in owner.get("/admin/account").get_data(as_text=True)


def test_a_first_code_that_is_wrong_is_said_beside_its_field(owner: FlaskClient) -> None:
    submit(owner, f"{_TWO}/begin", beginning=PASSWORD)
    refused = submit(owner, _TWO, code="000000")
    assert refused.status_code == 422
    assert 'id="code-fault"' in refused.get_data(as_text=True)


def test_the_picture_is_hers_alone_and_kept_by_nobody(app: Flask, owner: FlaskClient) -> None:
    picture = f"{_TWO}/picture.svg"
    assert owner.get(picture).status_code == 404
    submit(owner, f"{_TWO}/begin", beginning=PASSWORD)
    drawn = owner.get(picture)
    assert (drawn.mimetype, drawn.headers["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert app.test_client().get(picture).status_code == 303


@pytest.fixture
def strict(tmp_path: Path, store: str) -> Iterator[Flask]:
    """The service where owners have to sign in in two steps."""
    app = an_app(tmp_path, store=store, two_factor="owner,editor")
    give_keys(app, tmp_path)
    with app.app_context():
        apply(a_site())
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_role_that_asks_for_it_comes_no_further_without(strict: Flask) -> None:
    owner = signed_in(strict, {EVERY_SITE: Role.OWNER})
    sent = owner.get(RATES)
    assert sent.headers["Location"].startswith("/admin/account")
    assert "two steps" in owner.get("/admin/account?lang=en").get_data(as_text=True)
    _turn_on(owner)
    assert owner.get(RATES).status_code == 200
    assert signed_in(strict, {a_site().id: Role.ANALYST}, "dana").get(RATES).status_code == 200
