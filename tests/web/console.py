"""A browser of the console in tests: it says where its forms stand, keeps cookies, and is signed in as whoever."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.device import Device
from app.domain.ids import SiteId
from app.domain.user import Role
from app.services.accept_invitation import Newcomer, accept_invitation
from app.services.invite_user import invite_user
from app.signing.keyring import Keyring, write_keys
from app.web.keys import set_keys
from tests.makers import NOW

PASSWORD = "correct horse battery"
OURS = {"Sec-Fetch-Site": "same-origin"}
RATES = "/admin/sites/cap/rates"


def link(app: Flask, roles: dict[SiteId, Role]) -> str:
    """Return the address of a one-time link."""
    with app.app_context():
        return f"/admin/welcome/{invite_user(roles, NOW)}"


def signed_in(app: Flask, roles: dict[SiteId, Role], name: str = "aigul") -> FlaskClient:
    """Return the browser of a user with these roles."""
    with app.app_context():
        secret = accept_invitation(invite_user(roles, NOW), Newcomer(name, PASSWORD, Device.COMPUTER), NOW)
    browser = app.test_client()
    browser.set_cookie("kelisim_session", secret, path="/admin")
    return browser


def give_keys(app: Flask, folder: Path) -> None:
    """Let the service have keys: without, nobody begins a second factor."""
    write_keys(folder / "keys.json", Keyring(()).rotated(NOW))
    set_keys(app, folder / "keys.json")


def submit(browser: FlaskClient, address: str, headers: dict[str, str] | None = None, /, **fields: str) -> TestResponse:
    """Send a form."""
    return browser.post(address, data=fields, headers=OURS if headers is None else headers)
