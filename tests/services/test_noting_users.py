"""What is done to users and keys stands in the log of accesses of the sites that it is about."""

import pyotp
import pytest
from sqlalchemy import update

from app.domain.access import UNKNOWN, Act, Actor
from app.domain.api_key import Scope
from app.domain.device import Device
from app.domain.finding import Fault
from app.domain.identity import Identity
from app.domain.ids import SiteId
from app.domain.managing import roles_in_book
from app.domain.signing_in import hash_of
from app.domain.user import EVERY_SITE, Role, Roles, User
from app.services.accept_invitation import Newcomer, accept_invitation
from app.services.add_key import add_key
from app.services.change_password import change_password
from app.services.change_roles import change_roles, forget_user
from app.services.enter_by_identity import connect_identity, disconnect_identity, enter_by_identity
from app.services.find_session import find_session
from app.services.invite_user import invite_user
from app.services.list_accesses import list_accesses
from app.services.list_keys import list_keys
from app.services.note_tries import note_tries
from app.services.reset_two_factor import reset_two_factor
from app.services.revoke_key import revoke_key
from app.services.sign_out import sign_out_everywhere
from app.services.two_factor import begin_two_factor, confirm_two_factor, turn_off_two_factor, unconfirmed_secret
from app.services.withdraw_invitation import restore_invitation, withdraw_invitation
from app.signing.keyring import Keyring
from app.store.tables import AccessRow
from tests.makers import NOW, a_site, another_site
from tests.services.books import HOUR, seal, verify
from tests.services.tampering import do, found
from tests.stores import apply

pytestmark = pytest.mark.usefixtures("cheap_hashes", "two_sites")

_CAP, _CENT = a_site().id, another_site().id
_ALL: Roles = {EVERY_SITE: Role.OWNER}
_OWNER, _DANA = Actor("user:aigul"), Actor("user:dana")
Noted = list[tuple[Actor, Act, str | None]]


@pytest.fixture
def two_sites() -> None:
    """Another site beside the first."""
    apply(another_site())


def _become(name: str, roles: Roles) -> User:
    secret = accept_invitation(invite_user(roles, NOW), Newcomer(name, "correct horse battery", Device.PHONE), NOW)
    found = find_session(secret, NOW)
    assert found is not None
    return found[1]


def _log(*, of: SiteId = _CAP, but: int = 0) -> Noted:
    """Return what the log of a site says, without what it said first."""
    site = a_site() if of == _CAP else another_site()
    found = sorted(list_accesses(site, NOW - HOUR), key=lambda each: each.at)
    assert {each.records for each in found} <= {0}
    return [(each.actor, each.act, each.reason) for each in found][but:]


def test_an_invitation_and_who_takes_it_are_noted_where_the_roles_are() -> None:
    secret = invite_user({_CAP: Role.ANALYST}, NOW, "Dana@Example.kz", Actor("operator:root"))
    link = f"link:{hash_of(secret).hex()[:8]}"
    accept_invitation(secret, Newcomer("dana", "correct horse battery", Device.PHONE), NOW + HOUR)
    assert _log() == [
        ("operator:root", Act.INVITE, f"{link} user:dana@example.kz ->analyst"),
        (_DANA, Act.JOIN, f"{link} ->analyst"),
    ]
    assert _log(of=_CENT) == []
    assert secret not in repr(_log())


def test_who_comes_by_an_identity_provider_is_noted_too() -> None:
    invite_user({_CENT: Role.AUDITOR}, NOW, "dana@example.kz")
    enter_by_identity(Identity("https://id.example.kz", "7", "dana@example.kz"), Device.PHONE, NOW + HOUR)
    (_, (actor, act, _)) = _log(of=_CENT)
    assert (actor, act) == ("user:dana@example.kz", Act.JOIN)


def test_an_invitation_that_is_withdrawn_and_restored_is_noted() -> None:
    owner = _become("aigul", _ALL)
    hash_ = hash_of(invite_user({_CAP: Role.ANALYST}, NOW, by=owner))
    withdraw_invitation(owner, hash_, NOW + HOUR)
    restore_invitation(owner, hash_, NOW + 2 * HOUR)
    link = f"link:{hash_.hex()[:8]}"
    assert _log(but=3) == [(_OWNER, Act.UNINVITE, link), (_OWNER, Act.REINVITE, link)]
    assert (_OWNER, Act.INVITE, f"{link} ->analyst") in _log()
    assert len(_log(of=_CENT)) == 2  # what made the owner


def test_other_roles_are_noted_at_each_site_where_they_differ() -> None:
    owner, dana = _become("aigul", _ALL), _become("dana", {_CAP: Role.ANALYST})
    change_roles(owner, dana.id, {_CAP: Role.ANALYST, _CENT: Role.EDITOR}, NOW + HOUR)
    change_roles(owner, dana.id, {}, NOW + 2 * HOUR)
    forget_user(owner, dana.id, NOW + 3 * HOUR)
    gone = (_OWNER, Act.FORGET, "user:dana")
    assert _log(but=4) == [(_OWNER, Act.ROLES, "user:dana analyst>-"), gone]
    changed = [(_OWNER, Act.ROLES, "user:dana ->editor"), (_OWNER, Act.ROLES, "user:dana editor>-")]
    assert _log(of=_CENT, but=2) == [*changed, gone]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, _ALL, "->*owner"),
        (_ALL, {**_ALL, _CAP: Role.EDITOR}, "*owner>editor*owner"),
        ({_CAP: Role.EDITOR}, {_CAP: Role.EDITOR, _CENT: Role.OWNER}, ""),
    ],
)
def test_a_role_at_every_site_is_told_from_one_at_this(before: Roles, after: Roles, told: str) -> None:
    assert roles_in_book(before, after, _CAP) == told


def test_a_second_factor_that_is_turned_on_and_off_is_noted() -> None:
    def keys() -> Keyring:
        return ring

    ring, dana = Keyring(()).rotated(NOW), _become("dana", {_CAP: Role.ANALYST})
    begin_two_factor(keys, dana)
    app = pyotp.TOTP(str(unconfirmed_secret(keys, dana)))
    later = NOW + HOUR
    codes, _ = confirm_two_factor(keys, dana, app.at(later), Device.PHONE, later)
    turn_off_two_factor(keys, dana, codes[0], later + HOUR)
    assert _log(but=2) == [(_DANA, Act.TWO_FACTOR_ON, "user:dana"), (_DANA, Act.TWO_FACTOR_OFF, "user:dana")]
    assert _log(of=_CENT) == []


def test_what_a_user_does_to_her_own_account_is_noted_where_she_has_a_role() -> None:
    dana, identity = _become("dana", {_CAP: Role.ANALYST}), Identity("https://id.example.kz", "7", "")
    later = NOW + HOUR
    for _ in range(2):
        connect_identity(dana, identity, later)
    disconnect_identity(dana, later + HOUR)
    change_password(dana, "correct horse battery", "another horse battery", Device.PHONE, later + 2 * HOUR)
    sign_out_everywhere(dana, later + 3 * HOUR)
    done = (Act.CONNECT, Act.DISCONNECT, Act.PASSWORD, Act.SIGN_OUT_ALL)
    assert _log(but=2) == [(_DANA, act, "user:dana") for act in done]
    assert _log(of=_CENT) == []
    assert "horse" not in repr(_log())


def test_a_second_factor_that_an_owner_takes_off_is_noted() -> None:
    owner, dana = _become("aigul", _ALL), _become("dana", {_CENT: Role.ANALYST})
    reset_two_factor(owner, dana.id, NOW + HOUR)
    assert _log(of=_CENT, but=4) == [(_OWNER, Act.RESET, "user:dana")]


def test_tries_are_noted_of_who_is_a_user_and_of_nobody_else() -> None:
    _become("dana", {_CAP: Role.ANALYST})
    for name in (" Dana", "nobody", "two words"):
        note_tries(name, NOW + HOUR)
    assert _log(but=2) == [(UNKNOWN, Act.TRIES, "user:dana")]


def test_keys_that_are_made_and_revoked_are_noted() -> None:
    told = add_key(a_site(), "shop", {Scope.READ}, NOW, Actor("operator:root"))
    (key,) = list_keys(a_site())
    for hours in (1, 2):  # once: the second time there is nothing to revoke
        revoke_key(a_site(), key.id, NOW + hours * HOUR, Actor("operator:root"))
    whose = f"key:{key.id}"
    assert _log() == [("operator:root", Act.ADD_KEY, whose), ("operator:root", Act.REVOKE_KEY, whose)]
    assert told.rpartition("_")[2] not in repr(_log())


def test_what_is_noted_is_sealed() -> None:
    _become("dana", {_CAP: Role.ANALYST})
    seal()
    assert (verify().accesses, verify().findings) == (2, ())
    do(update(AccessRow).where(AccessRow.act == Act.INVITE).values(reason="link:0 ->owner"))
    assert Fault.CHANGED in {fault for fault, _ in found()}
