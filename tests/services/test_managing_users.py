"""Who makes whom what: an owner at her sites, and an owner of every site stays."""

import pytest

from app.domain.device import Device
from app.domain.errors import UnknownSite
from app.domain.ids import SiteId
from app.domain.managing import LastOwner, UnknownUser
from app.domain.signing_in import Fault, Unfit, UsedLink, hash_of
from app.domain.user import EVERY_SITE, Role, Roles, User
from app.services.accept_invitation import Newcomer, accept_invitation, find_invitation
from app.services.change_password import change_password
from app.services.change_roles import change_roles, forget_user
from app.services.find_session import find_session
from app.services.invite_user import invite_user
from app.services.list_users import find_managed, list_invitations, list_managed
from app.services.sign_in import sign_in
from app.services.withdraw_invitation import restore_invitation, withdraw_invitation
from tests.makers import NOW

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_PASSWORD = "correct horse battery"
_CAP, _CENT = SiteId("cap"), SiteId("cent")
_ALL: Roles = {EVERY_SITE: Role.OWNER}


def _become(name: str, roles: Roles) -> tuple[User, str]:
    """Make a user; return her with the secret of her session."""
    secret = accept_invitation(invite_user(roles, NOW), Newcomer(name, _PASSWORD, Device.COMPUTER), NOW)
    return _whose(secret), secret


def _whose(secret: str) -> User:
    found = find_session(secret, NOW)
    assert found is not None
    return found[1]


def _now(user: User) -> User:
    owner = User(user.id, "any", _ALL, NOW)
    return find_managed(owner, user.id)


def test_an_owner_gives_other_roles_and_the_user_signs_in_anew() -> None:
    owner, _ = _become("aigul", _ALL)
    dana, secret = _become("dana", {_CAP: Role.ANALYST})
    assert change_roles(owner, dana.id, {_CAP: Role.EDITOR, _CENT: Role.AUDITOR}, NOW) == dana
    assert _now(dana).roles == {_CAP: Role.EDITOR, _CENT: Role.AUDITOR}
    assert find_session(secret, NOW) is None


def test_an_owner_of_one_site_changes_nothing_elsewhere() -> None:
    owner, _ = _become("aigul", {_CAP: Role.OWNER})
    dana, _ = _become("dana", {_CAP: Role.ANALYST, _CENT: Role.EDITOR})
    change_roles(owner, dana.id, {}, NOW)
    assert _now(dana).roles == {_CENT: Role.EDITOR}


@pytest.mark.parametrize("site", [_CENT, EVERY_SITE])
def test_an_owner_of_one_site_gives_nothing_elsewhere(site: SiteId) -> None:
    owner, _ = _become("aigul", {_CAP: Role.OWNER})
    with pytest.raises(UnknownSite):
        change_roles(owner, owner.id, {site: Role.OWNER}, NOW)
    with pytest.raises(UnknownSite):
        invite_user({site: Role.ANALYST}, NOW, by=owner)
    assert _now(owner).roles == {_CAP: Role.OWNER}


def test_an_owner_of_one_site_sees_those_of_hers() -> None:
    owner, _ = _become("aigul", {_CAP: Role.OWNER})
    dana, _ = _become("dana", {_CENT: Role.ANALYST})
    everyone, _ = _become("zarina", _ALL)
    assert [user.sign_in for user in list_managed(owner)] == ["aigul"]
    assert [user.sign_in for user in list_managed(everyone)] == ["aigul", "dana", "zarina"]
    with pytest.raises(UnknownUser):
        find_managed(owner, dana.id)
    with pytest.raises(UnknownUser):
        change_roles(owner, dana.id, {}, NOW)


def test_the_last_owner_of_every_site_stays() -> None:
    owner, secret = _become("aigul", _ALL)
    with pytest.raises(LastOwner):
        change_roles(owner, owner.id, {_CAP: Role.OWNER}, NOW)
    assert _whose(secret).roles == _ALL
    _become("dana", _ALL)
    change_roles(owner, owner.id, {}, NOW)
    assert _now(owner).roles == {}


def test_where_nobody_owns_every_site_others_still_change() -> None:
    owner, _ = _become("aigul", {_CAP: Role.OWNER})
    dana, _ = _become("dana", {_CAP: Role.ANALYST})
    change_roles(owner, dana.id, {_CAP: Role.EDITOR}, NOW)
    assert _now(dana).roles == {_CAP: Role.EDITOR}


def test_who_has_no_role_does_not_come_in() -> None:
    owner, _ = _become("aigul", _ALL)
    dana, _ = _become("dana", {_CAP: Role.ANALYST})
    change_roles(owner, dana.id, {}, NOW)
    assert sign_in("dana", _PASSWORD, Device.PHONE, NOW) is None
    change_roles(owner, dana.id, dana.roles, NOW)
    assert sign_in("dana", _PASSWORD, Device.PHONE, NOW) is not None


def test_who_has_no_role_can_be_forgotten_and_nobody_else() -> None:
    owner, _ = _become("aigul", _ALL)
    dana, _ = _become("dana", {_CAP: Role.ANALYST})
    with pytest.raises(UnknownUser):
        forget_user(owner, dana.id, NOW)
    change_roles(owner, dana.id, {}, NOW)
    forget_user(owner, dana.id, NOW)
    assert [user.sign_in for user in list_managed(owner)] == ["aigul"]
    with pytest.raises(UnknownUser):
        forget_user(owner, dana.id, NOW)


def test_an_invitation_can_be_withdrawn_and_restored() -> None:
    owner, _ = _become("aigul", _ALL)
    secret = invite_user({_CAP: Role.ANALYST}, NOW, "Dana@Example.kz", by=owner)
    (listed,) = list_invitations(owner, NOW)
    assert (listed.sign_in, listed.roles) == ("dana@example.kz", {_CAP: Role.ANALYST})
    withdraw_invitation(owner, hash_of(secret), NOW)
    assert list_invitations(owner, NOW) == ()
    with pytest.raises(UsedLink):
        find_invitation(secret, NOW)
    restore_invitation(owner, hash_of(secret), NOW)
    assert find_invitation(secret, NOW).opens(NOW)


def test_an_invitation_of_another_site_is_not_there() -> None:
    owner, _ = _become("aigul", {_CAP: Role.OWNER})
    hash_ = hash_of(invite_user({_CAP: Role.ANALYST, _CENT: Role.ANALYST}, NOW))
    assert list_invitations(owner, NOW) == ()
    for each in (hash_, hash_of("none")):
        with pytest.raises(UnknownUser):
            withdraw_invitation(owner, each, NOW)


def test_somebody_is_invited_by_what_she_can_sign_in_with() -> None:
    with pytest.raises(Unfit):
        invite_user(_ALL, NOW, "two words")


def test_another_password_ends_every_session_and_begins_one() -> None:
    user, secret = _become("aigul", _ALL)
    other = sign_in("aigul", _PASSWORD, Device.PHONE, NOW)
    fresh = change_password(user, _PASSWORD, "another horse battery", Device.COMPUTER, NOW)
    assert [find_session(str(each), NOW) is None for each in (secret, other, fresh)] == [True, True, False]
    assert sign_in("aigul", _PASSWORD, Device.PHONE, NOW) is None
    assert sign_in("aigul", "another horse battery", Device.PHONE, NOW) is not None


@pytest.mark.parametrize(
    ("current", "new", "field", "fault"),
    [("wrong", "another horse battery", "current", Fault.WRONG), (_PASSWORD, "short", "password", Fault.SHORT)],
)
def test_a_password_stays_where_the_change_is_refused(current: str, new: str, field: str, fault: Fault) -> None:
    user, secret = _become("aigul", _ALL)
    with pytest.raises(Unfit) as caught:
        change_password(user, current, new, Device.COMPUTER, NOW)
    assert (caught.value.field, caught.value.fault) == (field, fault)
    assert find_session(secret, NOW) is not None


def test_who_was_forgotten_meanwhile_changes_no_password() -> None:
    user, _ = _become("aigul", _ALL)
    gone = User(user.id, "nobody", _ALL, NOW)
    with pytest.raises(Unfit):
        change_password(gone, _PASSWORD, "another horse battery", Device.COMPUTER, NOW)
