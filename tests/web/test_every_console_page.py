"""Every page of the console is small, asks nobody else for anything, and has neither script nor style within it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.device import Device
from app.domain.user import EVERY_SITE, Role
from app.services.accept_invitation import Newcomer, accept_invitation
from app.services.invite_user import invite_user
from app.services.record_consent import record_consent
from app.services.transaction import reading
from app.site_files.form.sections import SECTIONS
from app.store import users
from tests.makers import BANNER, NOW, VISITOR, a_decision, a_record_id, a_site
from tests.stores import ON_SQLITE
from tests.web.console import PASSWORD, give_keys, link, signed_in, submit
from tests.web.every_page import addresses

pytestmark = [pytest.mark.usefixtures("cheap_hashes"), ON_SQLITE]

_LARGEST = 100_000
_VALUES: Mapping[str, tuple[str, ...]] = {
    "site": ("cap",),
    "part": (*SECTIONS, "texts"),
    "spoken": ("ru",),
    "letter": ("b",),
    "language": ("ru",),
    "revision": (BANNER,),
    "typed": ("e30",),
    "before": ("3",),
    "after": ("3",),
    "visitor": (VISITOR,),
    "record": (a_record_id(),),
    "nothing": ("nothing",),
}


@pytest.fixture
def owner(app: Flask, tmp_path: Path) -> FlaskClient:
    """Return the browser of an owner, who has begun a second factor; a visitor has answered."""
    give_keys(app, tmp_path)
    browser = signed_in(app, {EVERY_SITE: Role.OWNER})
    with app.app_context():
        record_consent(a_site(), a_decision(), Device.PHONE, NOW)
        newcomer = Newcomer("dana", "correct horse battery", Device.COMPUTER)
        accept_invitation(invite_user({a_site().id: Role.ANALYST}, NOW), newcomer, NOW)
    submit(browser, "/admin/account/two-factor/begin", beginning=PASSWORD)
    return browser


def _addresses(app: Flask) -> list[str]:
    """Return the address of every page that can be looked at."""
    with app.app_context(), reading() as connection:
        user = users.every(connection)[0].id
    secret = link(app, {EVERY_SITE: Role.OWNER}).rpartition("/")[2]
    return addresses(app, {**_VALUES, "user": (user,), "secret": (secret,)})


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_is_small_and_whole_in_itself(app: Flask, owner: FlaskClient, language: str) -> None:
    addresses = _addresses(app)
    assert len(addresses) > 30
    for address in addresses:
        shown = (app.test_client() if "/welcome/" in address or "sign-in" in address else owner).get(
            f"{address}?lang={language}"
        )
        told = shown.get_data(as_text=True)
        assert shown.status_code == (404 if address.endswith("nothing") else 200), address
        assert shown.content_type == "text/html; charset=utf-8", address
        assert len(shown.data) < _LARGEST, address
        policy = shown.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'"), address
        assert "unsafe" not in policy, address
        assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=", _without_texts(told)) == [], address
        assert re.findall(r'<(?:link|script|img|iframe)[^>]+(?:src|href)="(?!/|kelisim\.js)', told) == [], address
        spoken = "ru" if address.endswith("/ru/") else language
        assert f'<html lang="{spoken}"' in told, address


def _without_texts(told: str) -> str:
    """Leave out what is written as text: tags to be copied."""
    return re.sub(r"<(code|textarea)[^>]*>.*?</\1>", "", told, flags=re.DOTALL)
