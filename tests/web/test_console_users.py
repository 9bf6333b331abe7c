"""Users, invitations and one's own account in the console."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.ids import SiteId
from app.domain.user import EVERY_SITE, Role
from tests.makers import a_site, another_site
from tests.stores import apply
from tests.web.console import PASSWORD, signed_in, submit

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_USERS = "/admin/users"
_CAP = a_site().id


@pytest.fixture
def owner(app: Flask) -> FlaskClient:
    """Return the browser of an owner of every site."""
    return signed_in(app, {EVERY_SITE: Role.OWNER})


def _address(owner: FlaskClient, name: str) -> str:
    """Return the address of a user, as the list has it."""
    found = re.search(rf'href="({_USERS}/[^"]+)">{re.escape(name)}<', _told(owner))
    assert found is not None
    return found[1]


def _told(owner: FlaskClient, address: str = _USERS) -> str:
    return owner.get(f"{address}?lang=en").get_data(as_text=True)


def _forms(told: str) -> list[tuple[str, dict[str, str]]]:
    """Return where each form of a page goes, with what it hides."""
    found = re.findall(r'<form method="post" action="([^"]+)">(.*?)</form>', told, re.DOTALL)
    return [(address, dict(re.findall(r'name="([^"]+)" value="([^"]+)"', inside))) for address, inside in found]


def _undo(browser: FlaskClient, told: str) -> str:
    """Send the form of the notice, and return what is said then."""
    address, hidden = next((to, hidden) for to, hidden in _forms(told[told.index('class="done undo"') :]))
    return submit(browser, address, **hidden).get_data(as_text=True)


def test_who_is_invited_comes_in_with_the_roles_that_were_chosen(app: Flask, owner: FlaskClient) -> None:
    made = submit(owner, f"{_USERS}/invite", **{"role:cap": "analyst", "sign_in": "Dana@example.kz"})
    found = re.search(r'value="http://localhost(/admin/welcome/[^"]+)"', made.get_data(as_text=True))
    assert found is not None
    assert "dana@example.kz" in _told(owner)
    newcomer = app.test_client()
    assert 'value="dana@example.kz"' in newcomer.get(found[1]).get_data(as_text=True)
    submit(newcomer, found[1], sign_in="dana@example.kz", password=PASSWORD)
    assert newcomer.get("/admin/sites/cap/rates").status_code == 200
    assert newcomer.get(_USERS).status_code == 403


@pytest.mark.parametrize(
    ("fields", "said"),
    [({}, "Choose at least one role"), ({"role:cap": "analyst", "sign_in": "two words"}, "without spaces")],
)
def test_an_invitation_that_cannot_be_is_refused_beside_its_field(
    owner: FlaskClient, fields: dict[str, str], said: str
) -> None:
    refused = submit(owner, f"{_USERS}/invite?lang=en", **fields)
    assert refused.status_code == 422
    assert said in refused.get_data(as_text=True)


def test_a_role_that_is_none_is_refused(owner: FlaskClient) -> None:
    assert submit(owner, f"{_USERS}/invite", **{"role:cap": "queen"}).status_code == 400


def test_an_owner_of_one_site_is_asked_for_that_alone(app: Flask) -> None:
    with app.app_context():
        apply(another_site())
    browser = signed_in(app, {SiteId("cent"): Role.OWNER})
    told = _told(browser, f"{_USERS}/invite")
    assert re.findall(r'name="role:([^"]+)"', told) == ["cent"]
    refused = submit(browser, f"{_USERS}/invite", **{"role:cap": "analyst", "role:*": "owner"})
    assert refused.status_code == 422


def test_roles_are_changed_and_the_change_undone(app: Flask, owner: FlaskClient) -> None:
    dana = signed_in(app, {_CAP: Role.ANALYST}, "dana")
    address = _address(owner, "dana")
    assert '<option value="analyst" selected>' in _told(owner, address)
    told = submit(owner, f"{address}?lang=en", **{"role:cap": "editor"}).get_data(as_text=True)
    assert "dana has other roles now" in told
    assert "Editor" in told
    assert dana.get("/admin/").status_code == 303
    assert "Analyst" in _undo(owner, told)


def test_who_is_removed_can_be_taken_back_or_forgotten(app: Flask, owner: FlaskClient) -> None:
    signed_in(app, {_CAP: Role.ANALYST}, "dana")
    address = _address(owner, "dana")
    told = submit(owner, f"{address}/remove").get_data(as_text=True)
    assert f"{address}/forget" in told
    assert f"{address}/forget" not in _undo(owner, told)
    submit(owner, f"{address}/remove")
    submit(owner, f"{address}/forget")
    assert "dana" not in _told(owner)
    assert owner.get(address).status_code == 404


def test_the_last_owner_stays_and_is_told_why(owner: FlaskClient) -> None:
    refused = submit(owner, f"{_address(owner, 'aigul')}/remove?lang=en")
    assert refused.status_code == 409
    assert "last owner" in refused.get_data(as_text=True)


def test_who_changes_her_own_roles_goes_on_as_what_she_is_now(app: Flask, owner: FlaskClient) -> None:
    signed_in(app, {EVERY_SITE: Role.OWNER}, "dana")
    before = owner.get_cookie("kelisim_session", path="/admin")
    changed = submit(owner, _address(owner, "aigul"), **{"role:cap": "analyst"})
    assert (changed.status_code, changed.headers["Location"]) == (303, "/admin/")
    assert owner.get_cookie("kelisim_session", path="/admin") != before
    assert owner.get("/admin/").status_code == 200
    assert owner.get(_USERS).status_code == 403


def test_an_invitation_is_withdrawn_and_the_withdrawal_undone(owner: FlaskClient) -> None:
    submit(owner, f"{_USERS}/invite", **{"role:*": "auditor", "sign_in": "dana"})
    (withdraw,) = [address for address, _ in _forms(_told(owner)) if address.endswith("/withdraw")]
    told = submit(owner, withdraw).get_data(as_text=True)
    assert "dana" not in told
    assert "dana" in _undo(owner, told)


@pytest.mark.parametrize("invitation", ["zz", "00"])
def test_an_invitation_that_is_none_is_not_there(owner: FlaskClient, invitation: str) -> None:
    assert submit(owner, f"{_USERS}/invitations/{invitation}/withdraw").status_code == 404


def test_another_password_signs_out_the_other_browsers(app: Flask, owner: FlaskClient) -> None:
    other = app.test_client()
    submit(other, "/admin/sign-in", sign_in="aigul", password=PASSWORD)
    changed = submit(owner, "/admin/account/password", current=PASSWORD, password="another horse battery")
    assert changed.status_code == 303
    assert "The password is changed" in owner.get(f"{changed.headers['Location']}&lang=en").get_data(as_text=True)
    assert other.get("/admin/").status_code == 303


def test_a_password_that_cannot_be_is_said_beside_its_field(owner: FlaskClient) -> None:
    wrong = submit(owner, "/admin/account/password", current="wrong", password="another horse battery")
    assert wrong.status_code == 422
    assert 'id="current-fault"' in wrong.get_data(as_text=True)
    short = submit(owner, "/admin/account/password", current=PASSWORD, password="short")
    assert 'id="password-fault"' in short.get_data(as_text=True)


def test_who_has_her_session_does_not_try_out_her_password(owner: FlaskClient) -> None:
    statuses = [submit(owner, "/admin/account/password", current="wrong").status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]
    assert int(submit(owner, "/admin/account/password").headers["Retry-After"]) > 0


def test_one_other_browser_is_signed_out(app: Flask, owner: FlaskClient) -> None:
    other, third = app.test_client(), app.test_client()
    for browser in (other, third):
        submit(browser, "/admin/sign-in", sign_in="aigul", password=PASSWORD)
    ends = [address for address, _ in _forms(_told(owner, "/admin/account")) if address.endswith("/end")]
    assert len(ends) == 2
    assert submit(owner, ends[0]).status_code == 303
    assert sorted(browser.get("/admin/").status_code for browser in (owner, other, third)) == [200, 200, 303]
