"""Becoming a user, signing in, and signing out."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from argon2.profiles import PRE_21_2

from app.domain.device import Device
from app.domain.ids import SiteId
from app.domain.signing_in import LINK_HOLDS, SESSION_RESTS, Fault, Unfit, UsedLink
from app.domain.user import EVERY_SITE, Role, User
from app.services import passwords
from app.services.accept_invitation import Newcomer, accept_invitation, find_invitation
from app.services.find_session import find_session
from app.services.invite_user import invite_user
from app.services.list_users import list_users
from app.services.sign_in import sign_in
from app.services.sign_out import list_sessions, sign_out, sign_out_everywhere
from app.services.transaction import reading
from app.store import invitations, users
from tests.makers import NOW

_OWNER = {EVERY_SITE: Role.OWNER}
_PASSWORD = "correct horse battery"


pytestmark = pytest.mark.usefixtures("cheap_hashes")


def _become(name: str = "aigul@example.kz", password: str = _PASSWORD) -> str:
    return accept_invitation(invite_user(_OWNER, NOW), Newcomer(name, password, Device.COMPUTER), NOW)


def _user() -> User:
    return list_users()[0]


def test_a_one_time_link_makes_a_user_who_is_signed_in() -> None:
    found = find_session(_become(), NOW)
    assert found is not None
    assert (found[1].sign_in, found[1].roles) == ("aigul@example.kz", _OWNER)
    assert found[0].device is Device.COMPUTER


def test_a_link_makes_one_user() -> None:
    link = invite_user(_OWNER, NOW)
    accept_invitation(link, Newcomer("aigul", _PASSWORD, Device.PHONE), NOW)
    with pytest.raises(UsedLink):
        accept_invitation(link, Newcomer("dana", _PASSWORD, Device.PHONE), NOW)
    assert [user.sign_in for user in list_users()] == ["aigul"]


def test_a_link_that_two_open_at_once_makes_one_user(monkeypatch: pytest.MonkeyPatch) -> None:
    link = invite_user(_OWNER, NOW)
    monkeypatch.setattr(invitations, "use", lambda *_: False)
    with pytest.raises(UsedLink):
        accept_invitation(link, Newcomer("aigul", _PASSWORD, Device.PHONE), NOW)
    assert list_users() == ()


def test_the_first_user_ends_the_links_that_other_starts_printed() -> None:
    printed, named = invite_user(_OWNER, NOW), invite_user(_OWNER, NOW, "dana")
    of_a_site = invite_user({SiteId("cap"): Role.ANALYST}, NOW)
    _become()
    with pytest.raises(UsedLink):
        find_invitation(printed, NOW)
    later = invite_user(_OWNER, NOW)
    _become("madina")
    assert all(find_invitation(each, NOW).opens(NOW) for each in (named, of_a_site, later))


@pytest.mark.parametrize("after", [LINK_HOLDS, LINK_HOLDS * 2])
def test_an_old_link_opens_nothing(after: timedelta) -> None:
    with pytest.raises(UsedLink):
        find_invitation(invite_user(_OWNER, NOW), NOW + after)


def test_what_is_no_link_opens_nothing() -> None:
    with pytest.raises(UsedLink):
        find_invitation("anything", NOW)


@pytest.mark.parametrize(
    ("name", "password", "fault"), [("a b", _PASSWORD, Fault.NAME), ("aigul", "short", Fault.SHORT)]
)
def test_a_link_still_opens_after_what_cannot_be(name: str, password: str, fault: Fault) -> None:
    link = invite_user(_OWNER, NOW)
    with pytest.raises(Unfit) as caught:
        accept_invitation(link, Newcomer(name, password, Device.PHONE), NOW)
    assert caught.value.fault is fault
    assert find_invitation(link, NOW).opens(NOW)


def test_a_name_is_one_users_and_the_link_of_the_other_still_opens() -> None:
    _become()
    link = invite_user(_OWNER, NOW)
    with pytest.raises(Unfit) as caught:
        accept_invitation(link, Newcomer("Aigul@example.kz", _PASSWORD, Device.PHONE), NOW)
    assert caught.value.fault is Fault.TAKEN
    assert find_invitation(link, NOW).opens(NOW)


def test_who_knows_name_and_password_signs_in() -> None:
    _become()
    secret = sign_in(" Aigul@Example.kz", _PASSWORD, Device.PHONE, NOW)
    assert secret is not None
    assert find_session(secret, NOW) is not None


@pytest.mark.parametrize(
    ("name", "password"), [("aigul@example.kz", "wrong horse battery"), ("dana", _PASSWORD), ("", "")]
)
def test_who_does_not_know_both_does_not(name: str, password: str) -> None:
    _become()
    assert sign_in(name, password, Device.PHONE, NOW) is None


def test_nobodys_password_takes_as_long_to_be_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def note(_password: str, kept: str | None) -> bool:
        asked.append(kept)
        return False

    monkeypatch.setattr("app.services.sign_in.is_right", note)
    sign_in("nobody", "x", Device.PHONE, NOW)
    assert asked == [None]


def test_a_password_is_kept_as_a_hash_alone() -> None:
    _become()
    with reading() as connection:
        found = users.of_sign_in(connection, "aigul@example.kz")
    assert found is not None
    assert found[1].startswith("$argon2id$")
    assert _PASSWORD not in found[1]


def test_a_hash_of_less_effort_is_made_anew_when_she_signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    _become()
    monkeypatch.setattr(passwords, "hasher", PasswordHasher.from_parameters(PRE_21_2))
    assert sign_in("aigul@example.kz", _PASSWORD, Device.PHONE, NOW) is not None
    with reading() as connection:
        found = users.of_sign_in(connection, "aigul@example.kz")
    assert found is not None
    assert not passwords.is_dated(found[1])


def test_a_session_that_is_used_lasts() -> None:
    secret = _become()
    half = SESSION_RESTS / 2
    assert all(find_session(secret, NOW + half * times) is not None for times in range(6))


def test_a_session_that_nobody_uses_ends() -> None:
    assert find_session(_become(), NOW + SESSION_RESTS) is None


def test_an_unknown_session_is_nobodys() -> None:
    assert find_session("anything", NOW) is None


def test_signing_out_ends_this_session_alone() -> None:
    here, there = _become(), sign_in("aigul@example.kz", _PASSWORD, Device.PHONE, NOW)
    found = find_session(here, NOW)
    assert found is not None
    assert there is not None
    sign_out(found[0])
    assert find_session(here, NOW) is None
    assert find_session(there, NOW) is not None
    assert [session.device for session in list_sessions(_user())] == [Device.PHONE]


def test_signing_out_everywhere_ends_them_all() -> None:
    secrets = [_become(), sign_in("aigul@example.kz", _PASSWORD, Device.PHONE, NOW)]
    assert sign_out_everywhere(_user(), NOW) == 2
    assert [find_session(str(secret), NOW) for secret in secrets] == [None, None]
