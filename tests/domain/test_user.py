"""What each role may do, and where."""

import pytest

from app.domain.ids import SiteId
from app.domain.user import EVERY_SITE, RIGHTS, Right, Role
from tests.makers import a_site, a_user

_CAP, _CENT = a_site().id, SiteId("cent")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_a_role_gives_its_rights_at_its_site_alone(role: Role, right: Right) -> None:
    user = a_user({_CAP: role})
    assert user.may(right, _CAP) == (right in RIGHTS[role])
    assert not user.may(right, _CENT)


def test_a_role_at_every_site_is_one_at_each() -> None:
    user = a_user({EVERY_SITE: Role.ANALYST, _CAP: Role.AUDITOR})
    assert user.may(Right.SEE_RATES, _CENT)
    assert user.may(Right.SEE_RATES, _CAP)
    assert user.may(Right.SEE_RECORDS, _CAP)
    assert not user.may(Right.SEE_RECORDS, _CENT)


def test_a_site_is_seen_by_who_is_something_to_it() -> None:
    assert a_user({_CAP: Role.ANALYST}).sees(_CAP)
    assert not a_user({_CAP: Role.ANALYST}).sees(_CENT)
    assert a_user({EVERY_SITE: Role.ANALYST}).sees(_CENT)


def test_only_an_owner_may_everything() -> None:
    assert [role for role in Role if RIGHTS[role] == frozenset(Right)] == [Role.OWNER]
