"""Names, passwords, links and sessions: what can be one, and how long it opens."""

from datetime import datetime, timedelta

import pytest

from app.domain.device import Device
from app.domain.signing_in import (
    LINK_HOLDS,
    SESSION_HOLDS,
    SESSION_RESTS,
    Fault,
    Invitation,
    Session,
    Unfit,
    check_password,
    checked_sign_in,
    hash_of,
    new_secret,
)
from app.domain.user import UserId
from tests.makers import NOW

_MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(("written", "kept"), [(" Aigul@Example.kz ", "aigul@example.kz"), ("АЙГУЛЬ", "айгуль")])
def test_a_name_is_kept_in_small_letters(written: str, kept: str) -> None:
    assert checked_sign_in(written) == kept


@pytest.mark.parametrize("name", ["", " ", "two words", "a@b@c", "@kz", "a@", "x" * 121])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    with pytest.raises(Unfit) as caught:
        checked_sign_in(name)
    assert (caught.value.field, caught.value.fault) == ("sign_in", Fault.NAME)


@pytest.mark.parametrize("password", ["correct horse", "бұлбұлдың әні", "x1y2" * 50])
def test_a_long_password_will_do(password: str) -> None:
    check_password(password, "aigul@example.kz")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("elevenchars", Fault.SHORT),
        ("x1y2" * 50 + "z", Fault.LONG),
        ("Aigul.Serikova@example.kz", Fault.GUESSED),
        ("aigul.serikova", Fault.GUESSED),
        ("abcabcabcabc", Fault.GUESSED),
    ],
)
def test_what_is_guessed_soon_is_refused(password: str, fault: Fault) -> None:
    with pytest.raises(Unfit) as caught:
        check_password(password, "aigul.serikova@example.kz")
    assert (caught.value.field, caught.value.fault) == ("password", fault)


def test_a_link_opens_once_and_for_a_week() -> None:
    link = Invitation(b"", {}, NOW)
    assert link.opens(NOW + LINK_HOLDS - _MOMENT)
    assert not link.opens(NOW + LINK_HOLDS)
    assert not Invitation(b"", {}, NOW, used_at=NOW).opens(NOW)


@pytest.mark.parametrize(
    ("seen", "until"),
    [
        (NOW, NOW + SESSION_RESTS),
        (NOW + timedelta(days=3), NOW + timedelta(days=3) + SESSION_RESTS),
        (NOW + SESSION_HOLDS - timedelta(hours=1), NOW + SESSION_HOLDS),
    ],
)
def test_a_session_ends_when_nobody_uses_it_and_in_the_end_anyway(seen: datetime, until: datetime) -> None:
    session = Session(b"", UserId("u"), NOW, seen, Device.PHONE)
    assert session.holds(until - _MOMENT)
    assert not session.holds(until)


def test_secrets_differ_and_are_kept_as_hashes() -> None:
    one, other = new_secret(), new_secret()
    assert one != other
    assert len(one) == 43
    assert len(hash_of(one)) == 32
    assert hash_of(one) != hash_of(other)
