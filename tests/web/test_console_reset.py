"""Who has lost her phone and her codes is helped by an owner of all that they guarded, and the book says so."""

from datetime import timedelta

import pytest
from flask import Flask

from app.domain.access import Act
from app.domain.managing import may_reset
from app.domain.two_factor import TwoFactor
from app.domain.user import EVERY_SITE, Role, Roles, User, UserId
from app.services.list_accesses import list_accesses
from app.services.transaction import reading, writing
from app.store import users
from tests.makers import NOW, a_site, another_site
from tests.stores import apply
from tests.web.console import RATES, signed_in, submit

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_STEP = timedelta(seconds=30)
_CAP, _CENT = a_site().id, another_site().id


def _with_two_factor(app: Flask, name: str) -> UserId:
    with app.app_context(), writing() as connection:
        found = users.of_sign_in(connection, name)
        assert found is not None
        users.keep_two_factor(connection, found[0].id, TwoFactor("A" * 32, 1))
    return found[0].id


def _is_on(app: Flask, user: UserId) -> bool:
    with app.app_context(), reading() as connection:
        return users.two_factor(connection, user) is not None


def test_an_owner_takes_off_what_somebody_has_lost(app: Flask) -> None:
    with app.app_context():
        apply(another_site())
    owner = signed_in(app, {EVERY_SITE: Role.OWNER})
    dana = signed_in(app, {_CAP: Role.ANALYST}, "dana")
    user = _with_two_factor(app, "dana")
    assert "Take the second step off" in owner.get(f"/admin/users/{user}?lang=en").get_data(as_text=True)
    told = submit(owner, f"/admin/users/{user}/two-factor/reset").get_data(as_text=True)
    assert "dana signs in with the password alone now" in told
    assert not _is_on(app, user)
    assert dana.get(RATES).status_code == 303
    with app.app_context():
        noted = [
            [(each.actor, each.reason) for each in list_accesses(site, NOW - _STEP) if each.act is Act.RESET]
            for site in (a_site(), another_site())
        ]
    assert noted == [[("user:aigul", "user:dana")], []]
    assert "took off a second factor" in owner.get("/admin/sites/cap/accesses").get_data(as_text=True)
    assert "Take the second step off" not in owner.get(f"/admin/users/{user}").get_data(as_text=True)


def test_who_manages_a_part_of_what_it_guards_does_not(app: Flask) -> None:
    owner = signed_in(app, {_CAP: Role.OWNER})
    signed_in(app, {_CAP: Role.ANALYST, EVERY_SITE: Role.AUDITOR}, "dana")
    user = _with_two_factor(app, "dana")
    assert submit(owner, f"/admin/users/{user}/two-factor/reset").status_code == 404
    assert _is_on(app, user)


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ({_CAP: Role.OWNER}, True),
        ({_CAP: Role.ANALYST, _CENT: Role.ANALYST}, False),
        ({EVERY_SITE: Role.ANALYST}, False),
        ({}, False),
    ],
)
def test_only_of_sites_that_are_all_hers(roles: Roles, may: bool) -> None:  # noqa: FBT001 - a case
    manager = User(UserId("m"), "aigul", {_CAP: Role.OWNER}, NOW)
    assert may_reset(manager, User(UserId("d"), "dana", roles, NOW)) is may
    assert not may_reset(manager, manager)
