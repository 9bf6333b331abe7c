"""The log of accesses tells in words what was done to users and keys."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.domain.access import Access, Act, Actor
from app.domain.api_key import Scope
from app.domain.user import EVERY_SITE, Role
from app.services.add_key import add_key
from app.services.list_accesses import list_accesses
from app.web.console.noted import reason_in_words
from app.web.console.patience import note_failing
from tests.makers import NOW, a_site
from tests.web.console import PASSWORD, give_keys, signed_in, submit

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_LOG = "/admin/sites/cap/accesses"
_SIGN_IN = "/admin/sign-in"


def test_it_says_who_did_what_to_whom(app: Flask) -> None:
    owner = signed_in(app, {EVERY_SITE: Role.OWNER})
    told = owner.get(f"{_LOG}?lang=en").get_data(as_text=True)
    assert re.search(r"<td[^>]*>user:aigul</td><td[^>]*>took the invitation</td><td[^>]*></td>", told)
    assert "Owner of every site" in told


@pytest.mark.parametrize(("language", "words"), [("kk", "кілт жасады"), ("ru", "создал ключ"), ("en", "made a key")])
def test_it_speaks_the_language_of_who_reads_it(app: Flask, language: str, words: str) -> None:
    owner = signed_in(app, {EVERY_SITE: Role.OWNER})
    with app.app_context():
        add_key(a_site(), "shop", {Scope.READ}, NOW)
    assert words in owner.get(f"{_LOG}?lang={language}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("act", "reason", "words"),
    [
        (Act.ROLES, "user:dana analyst>editor*auditor", "dana, Analyst → Editor, Auditor of every site"),
        (Act.ROLES, "user:a>b>c analyst>-", "a>b>c, Analyst → No role"),
        (Act.INVITE, "link:3f2a90c4 user:dana@cap.kz ->owner", "link 3f2a90c4, dana@cap.kz, Owner"),
        (Act.REVOKE_KEY, "key:3f2a90c41b7de658", "3f2a90c41b7de658"),
        (Act.PUBLISH, "edition:3 banner:a1f0b2c3d4e5", "edition 3, banner a1f0b2c3d4e5"),
        (Act.ROLES, "forged>state", "forged → state"),
        (Act.RESET, None, ""),
        (Act.ERASE, "user:dana asked", "user:dana asked"),
    ],
)
def test_a_reason_is_put_into_words(app: Flask, act: Act, reason: str | None, words: str) -> None:
    with app.test_request_context("/?lang=en"):
        assert reason_in_words(Access("1", a_site().id, NOW, Actor("operator"), act, 0, reason=reason)) == words


def _tries(app: Flask) -> list[str | None]:
    with app.app_context():
        found = list_accesses(a_site(), NOW - timedelta(hours=1))
        return [each.reason for each in found if each.act is Act.TRIES]


def test_who_tries_passwords_until_she_has_to_wait_is_noted_once(app: Flask) -> None:
    owner = signed_in(app, {EVERY_SITE: Role.OWNER})
    for number in range(10):
        assert _tries(app) == []
        assert (
            submit(app.test_client(), _SIGN_IN, sign_in=" Aigul"[number % 2 :], password="wrong" * 3).status_code == 422
        )
    for _ in range(3):
        assert submit(app.test_client(), _SIGN_IN, sign_in="aigul", password=PASSWORD).status_code == 429
    assert _tries(app) == ["user:aigul"]
    assert "tried to sign in too often" in owner.get(f"{_LOG}?lang=en").get_data(as_text=True)


def test_tries_of_a_name_that_nobody_has_are_not_noted(app: Flask) -> None:
    for _ in range(12):
        submit(app.test_client(), _SIGN_IN, sign_in="my secret", password=PASSWORD)
    assert _tries(app) == []


def test_nobodys_name_is_noted_where_one_address_tries_many(app: Flask) -> None:
    signed_in(app, {EVERY_SITE: Role.OWNER})
    names = [*(f"nobody{each}" for each in range(30)), "aigul"]
    tried = [submit(app.test_client(), _SIGN_IN, sign_in=name, password=PASSWORD).status_code for name in names]
    assert tried == [422] * 30 + [429]
    assert _tries(app) == []


def test_a_last_try_that_is_right_is_none_to_note(app: Flask) -> None:
    signed_in(app, {EVERY_SITE: Role.OWNER})
    for _ in range(9):
        submit(app.test_client(), _SIGN_IN, sign_in="aigul", password="wrong" * 3)
    assert submit(app.test_client(), _SIGN_IN, sign_in="aigul", password=PASSWORD).status_code == 303
    assert _tries(app) == []


def test_who_has_her_browser_and_tries_her_password_is_noted(app: Flask) -> None:
    owner = signed_in(app, {EVERY_SITE: Role.OWNER})
    for _ in range(11):
        submit(owner, "/admin/account/password", current="wrong", password="another horse battery")
    assert _tries(app) == ["user:aigul"]


@pytest.mark.parametrize("form", ["", "/off"])
def test_who_has_her_browser_and_tries_codes_is_noted(app: Flask, tmp_path: Path, form: str) -> None:
    give_keys(app, tmp_path)
    owner = signed_in(app, {EVERY_SITE: Role.OWNER})
    submit(owner, "/admin/account/two-factor/begin", beginning=PASSWORD)
    for _ in range(21):
        submit(owner, f"/admin/account/two-factor{form}", code="000000")
    assert _tries(app) == ["user:aigul"]


def test_who_goes_on_is_noted_once_an_hour(app: Flask) -> None:
    signed_in(app, {EVERY_SITE: Role.OWNER})
    with app.test_request_context():
        for _ in range(3):
            note_failing(" Aigul")
    assert _tries(app) == ["user:aigul"]
