"""The second factor: codes of an app, each good once, and recovery codes."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pyotp
import pytest

from app.domain.device import Device
from app.domain.errors import UnusableKeys
from app.domain.signing_in import CODE_HOLDS, Unfit
from app.domain.two_factor import TwoFactor, new_recovery_codes
from app.domain.user import EVERY_SITE, Role, User
from app.services.accept_invitation import Newcomer, accept_invitation
from app.services.encrypt_factors import encrypt_factors, read_factors
from app.services.enter_code import enter_code
from app.services.find_session import find_session
from app.services.invite_user import invite_user
from app.services.list_users import list_users
from app.services.sign_in import sign_in
from app.services.sign_out import list_sessions
from app.services.transaction import reading, writing
from app.services.two_factor import (
    begin_two_factor,
    confirm_two_factor,
    picture_of,
    turn_off_two_factor,
    unconfirmed_secret,
)
from app.signing.encryption import decrypted
from app.signing.keyring import Keyring, Keys
from app.store import users
from app.store.database import db
from tests.makers import NOW

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_PASSWORD = "correct horse battery"
_STEP = timedelta(seconds=30)
_RING = Keyring(()).rotated(NOW)


def _keys() -> Keyring:
    return _RING


def _lost() -> Keyring:
    raise UnusableKeys


def _made_anew() -> Keyring:
    return Keyring(()).rotated(NOW)


@pytest.fixture
def user() -> User:
    """A user without a second factor."""
    accept_invitation(invite_user({EVERY_SITE: Role.OWNER}, NOW), Newcomer("aigul", _PASSWORD, Device.COMPUTER), NOW)
    return list_users()[0]


def _turned_on(user: User) -> tuple[str, tuple[str, ...]]:
    """Turn it on; return the secret of the app and the recovery codes."""
    begin_two_factor(_keys, user)
    secret = str(unconfirmed_secret(_keys, user))
    return secret, confirm_two_factor(_keys, user, _code(secret, NOW - _STEP), Device.COMPUTER, NOW - _STEP)[0]


def _code(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def _enter(code: str, now: datetime = NOW, keys: Keys = _keys) -> bool:
    """Write the password and a code; tell whether that opens."""
    half = find_session(str(sign_in("aigul", _PASSWORD, Device.PHONE, now)), now)
    assert half is not None
    assert half[0].needs_code
    try:
        secret = enter_code(keys, half[0], code, Device.PHONE, now)
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
    begin_two_factor(_keys, user)
    first = str(unconfirmed_secret(_keys, user))
    with pytest.raises(Unfit):
        confirm_two_factor(_keys, user, "000000", Device.COMPUTER, NOW)
    assert not list_users()[0].has_two_factor
    begin_two_factor(_keys, user)
    assert unconfirmed_secret(_keys, user) != first


def test_what_is_on_is_neither_begun_nor_confirmed_again(user: User) -> None:
    secret, _ = _turned_on(user)
    begin_two_factor(_keys, user)
    assert unconfirmed_secret(_keys, user) is None
    with pytest.raises(Unfit):
        confirm_two_factor(_keys, user, _code(secret, NOW), Device.COMPUTER, NOW)
    assert _enter(_code(secret, NOW))


def test_turning_it_on_signs_the_other_browsers_out(user: User) -> None:
    other = str(sign_in("aigul", _PASSWORD, Device.PHONE, NOW))
    _turned_on(user)
    assert find_session(other, NOW) is None


def test_another_code_turns_it_off(user: User) -> None:
    secret, _ = _turned_on(user)
    with pytest.raises(Unfit):
        turn_off_two_factor(_keys, user, _code(secret, NOW - _STEP), NOW)
    turn_off_two_factor(_keys, user, _code(secret, NOW), NOW)
    assert not list_users()[0].has_two_factor
    with pytest.raises(Unfit):
        turn_off_two_factor(_keys, user, _code(secret, NOW + _STEP), NOW)


def _kept(user: User) -> TwoFactor:
    return read_factors()[user.id]


def test_the_secret_of_an_app_is_kept_encrypted(user: User) -> None:
    secret, _ = _turned_on(user)
    assert secret not in _kept(user).secret
    assert decrypted(_RING, _kept(user).secret, user.id) == secret


def test_without_keys_nobody_begins(user: User) -> None:
    with pytest.raises(UnusableKeys):
        begin_two_factor(_lost, user)
    assert read_factors() == {}


@pytest.mark.parametrize("keys", [_lost, _made_anew])
def test_where_the_keys_are_lost_a_recovery_code_opens_and_a_code_of_the_app_says_why_not(
    user: User, keys: Keys
) -> None:
    secret, codes = _turned_on(user)
    with pytest.raises(UnusableKeys):
        _enter(_code(secret, NOW), keys=keys)
    assert _enter(codes[0], keys=keys)
    turn_off_two_factor(keys, user, codes[1], NOW)
    assert not list_users()[0].has_two_factor


def test_what_was_kept_as_it_was_told_works_and_is_encrypted_once(user: User) -> None:
    secret, _ = _turned_on(user)
    with writing() as connection:
        users.keep_two_factor(connection, user.id, replace(_kept(user), secret=secret))
    assert _enter(_code(secret, NOW), keys=_lost)
    before = _kept(user)
    assert [encrypt_factors(_keys), encrypt_factors(_lost)] == [1, 0]
    assert replace(_kept(user), secret=secret) == before
    assert not _in_its_files(secret)
    assert _enter(_code(secret, NOW + _STEP))


def _in_its_files(secret: str) -> bool:
    """Tell whether SQLite still has it anywhere; PostgreSQL keeps no row that was vacuumed."""
    file = db.engine.url.database or ""
    found = [Path(f"{file}{end}") for end in ("", "-wal", "-journal")]
    return any(secret.encode() in each.read_bytes() for each in found if each.exists())


def test_the_picture_is_drawn_without_anything_inline() -> None:
    picture = picture_of("JBSWY3DPEHPK3PXP" * 2, "aigul@example.kz").decode()
    assert picture.startswith("<?xml")
    assert "style" not in picture
    assert "<script" not in picture
