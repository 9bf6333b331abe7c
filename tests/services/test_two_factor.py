"""The second factor: codes of an app, each good once, and recovery codes."""

from datetime import datetime, timedelta

import pyotp
import pytest

from app.domain.device import Device
from app.domain.signing_in import CODE_HOLDS, Unfit
from app.domain.two_factor import new_recovery_codes
from app.domain.user import EVERY_SITE, Role, User
from app.services.accept_invitation import Newcomer, accept_invitation
from app.services.enter_code import enter_code
from app.services.find_session import find_session
from app.services.invite_user import invite_user
from app.services.list_users import list_users
from app.services.sign_in import sign_in
from app.services.sign_out import list_sessions
from app.services.transaction import reading
from app.services.two_factor import (
    begin_two_factor,
    confirm_two_factor,
    picture_of,
    turn_off_two_factor,
    unconfirmed_secret,
)
from app.store import users
from tests.makers import NOW

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_PASSWORD = "correct horse battery"
_STEP = timedelta(seconds=30)


@pytest.fixture
def user() -> User:
    """A user without a second factor."""
    accept_invitation(invite_user({EVERY_SITE: Role.OWNER}, NOW), Newcomer("aigul", _PASSWORD, Device.COMPUTER), NOW)
    return list_users()[0]


def _turned_on(user: User) -> tuple[str, tuple[str, ...]]:
    """Turn it on; return the secret of the app and the recovery codes."""
    begin_two_factor(user)
    secret = str(unconfirmed_secret(user))
    return secret, confirm_two_factor(user, _code(secret, NOW - _STEP), Device.COMPUTER, NOW - _STEP)[0]


def _code(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def _enter(code: str, now: datetime = NOW) -> bool:
    """Write the password and a code; tell whether that opens."""
    half = find_session(str(sign_in("aigul", _PASSWORD, Device.PHONE, now)), now)
    assert half is not None
    assert half[0].needs_code
    try:
        secret = enter_code(half[0], code, Device.PHONE, now)
    except Unfit:
        return False
    found = find_session(secret, now)
    return found is not None and not found[0].needs_code


def test_a_code_of_the_app_opens(user: User) -> None:
    secret, _ = _turned_on(user)
    assert list_users()[0].has_two_factor
    assert _enter(_code(secret, NOW))


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (1, True), (2, False)])
def test_clocks_may_differ_by_half_a_minute(user: User, steps: int, opens: bool) -> None:  # noqa: FBT001 - a case
    secret, _ = _turned_on(user)
    assert _enter(_code(secret, NOW + steps * _STEP)) is opens


def test_a_code_is_good_once(user: User) -> None:
    secret, _ = _turned_on(user)
    assert not _enter(_code(secret, NOW - _STEP))  # that turned it on
    assert _enter(_code(secret, NOW + _STEP))
    assert not _enter(_code(secret, NOW + _STEP))
    assert not _enter(_code(secret, NOW))


@pytest.mark.parametrize("code", ["", "000 000 0", "ключ", "-"])
def test_what_is_no_code_opens_nothing(user: User, code: str) -> None:
    _turned_on(user)
    assert not _enter(code)


def test_recovery_codes_are_kept_as_hashes_and_good_once(user: User) -> None:
    _, codes = _turned_on(user)
    with reading() as connection:
        kept = users.two_factor(connection, user.id)
    assert kept is not None
    assert len(kept.recovery) == len(set(codes)) == 10
    assert not set(codes) & set(kept.recovery)
    assert _enter(codes[3].upper().replace("-", " "))
    assert not _enter(codes[3])
    assert _enter(codes[4])


def test_nobody_guesses_a_recovery_code() -> None:
    assert {len(code.replace("-", "")) for code in new_recovery_codes()} == {16}  # of 32 letters: 80 bits


def test_a_password_alone_lasts_ten_minutes_and_is_no_session_of_hers(user: User) -> None:
    _turned_on(user)
    half = str(sign_in("aigul", _PASSWORD, Device.PHONE, NOW))
    assert find_session(half, NOW + CODE_HOLDS) is None
    assert [session.device for session in list_sessions(user)] == [Device.COMPUTER]


def test_it_is_on_only_when_a_code_has_confirmed_it(user: User) -> None:
    begin_two_factor(user)
    first = str(unconfirmed_secret(user))
    with pytest.raises(Unfit):
        confirm_two_factor(user, "000000", Device.COMPUTER, NOW)
    assert not list_users()[0].has_two_factor
    begin_two_factor(user)
    assert unconfirmed_secret(user) != first


def test_what_is_on_is_neither_begun_nor_confirmed_again(user: User) -> None:
    secret, _ = _turned_on(user)
    begin_two_factor(user)
    assert unconfirmed_secret(user) is None
    with pytest.raises(Unfit):
        confirm_two_factor(user, _code(secret, NOW), Device.COMPUTER, NOW)
    assert _enter(_code(secret, NOW))


def test_turning_it_on_signs_the_other_browsers_out(user: User) -> None:
    other = str(sign_in("aigul", _PASSWORD, Device.PHONE, NOW))
    _turned_on(user)
    assert find_session(other, NOW) is None


def test_another_code_turns_it_off(user: User) -> None:
    secret, _ = _turned_on(user)
    with pytest.raises(Unfit):
        turn_off_two_factor(user, _code(secret, NOW - _STEP), NOW)
    turn_off_two_factor(user, _code(secret, NOW), NOW)
    assert not list_users()[0].has_two_factor
    with pytest.raises(Unfit):
        turn_off_two_factor(user, _code(secret, NOW + _STEP), NOW)


def test_the_picture_is_drawn_without_anything_inline() -> None:
    picture = picture_of("JBSWY3DPEHPK3PXP" * 2, "aigul@example.kz").decode()
    assert picture.startswith("<?xml")
    assert "style" not in picture
    assert "<script" not in picture
