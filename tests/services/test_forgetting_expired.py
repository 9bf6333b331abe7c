"""Sessions and one-time links are forgotten when they open nothing any more, and no sooner."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.domain.device import Device
from app.domain.signing_in import (
    CODE_HOLDS,
    LINK_HOLDS,
    SESSION_HOLDS,
    SESSION_RESTS,
    Invitation,
    Session,
    UsedLink,
    hash_of,
)
from app.domain.user import EVERY_SITE, Role, User
from app.services.accept_invitation import Newcomer, accept_invitation, find_invitation
from app.services.forget_expired import Expired, count_expired, forget_expired
from app.services.invite_user import invite_user
from app.services.list_users import list_users
from app.services.transaction import reading, writing
from app.services.withdraw_invitation import restore_invitation, withdraw_invitation
from app.store import invitations, sessions
from app.store.tables import InvitationRow, SessionRow
from tests.makers import NOW

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_MOMENT = timedelta(microseconds=1)
_OWNER = {EVERY_SITE: Role.OWNER}


@pytest.fixture
def user() -> User:
    """A user without a session, and without the link that made her."""
    newcomer = Newcomer("aigul", "correct horse battery", Device.COMPUTER)
    accept_invitation(invite_user(_OWNER, NOW), newcomer, NOW)
    (made,) = list_users()
    with writing() as connection:
        sessions.end(connection, made.id)
    assert forget_expired(NOW) == Expired(0, 1)
    return made


def _begin(user: User, begun: datetime, seen: datetime, *, needs_code: bool = False) -> Session:
    session = Session(hash_of(f"{begun} {seen}"), user.id, begun, seen, Device.PHONE, needs_code)
    with writing() as connection:
        sessions.begin(connection, session)
    return session


def _left() -> tuple[int, int]:
    with reading() as connection:
        counted = [connection.scalar(select(func.count()).select_from(table)) for table in (SessionRow, InvitationRow)]
    return counted[0] or 0, counted[1] or 0


@pytest.mark.parametrize(
    ("begun", "seen", "needs_code"),
    [
        (NOW - SESSION_HOLDS, NOW, False),
        (NOW - SESSION_RESTS, NOW - SESSION_RESTS, False),
        (NOW - CODE_HOLDS, NOW - CODE_HOLDS, True),
    ],
)
def test_a_session_goes_in_the_moment_in_which_it_holds_no_more(
    user: User, begun: datetime, seen: datetime, *, needs_code: bool
) -> None:
    gone = _begin(user, begun, seen, needs_code=needs_code)
    stays = _begin(user, begun + _MOMENT, seen + _MOMENT, needs_code=needs_code)
    assert (gone.holds(NOW), stays.holds(NOW)) == (False, True)
    assert count_expired(NOW) == forget_expired(NOW) == Expired(1, 0)
    with reading() as connection:
        assert sessions.of_secret(connection, stays.hash) is not None
    assert _left() == (1, 0)


def test_a_link_goes_when_it_is_used_or_too_old() -> None:
    used, fresh = invite_user(_OWNER, NOW), invite_user(_OWNER, NOW)
    with writing() as connection:
        invitations.add(connection, Invitation(hash_of("old"), _OWNER, NOW - LINK_HOLDS))
        invitations.use(connection, hash_of(used), NOW)
    assert count_expired(NOW) == forget_expired(NOW) == Expired(0, 2)
    assert find_invitation(fresh, NOW).opens(NOW)
    for secret in (used, "old"):
        with pytest.raises(UsedLink):
            find_invitation(secret, NOW)


def test_a_link_that_is_withdrawn_can_be_restored_as_long_as_it_would_open(user: User) -> None:
    secret = invite_user(_OWNER, NOW)
    withdraw_invitation(user, hash_of(secret), NOW)
    assert forget_expired(NOW) == Expired(0, 0)
    restore_invitation(user, hash_of(secret), NOW)
    assert find_invitation(secret, NOW).opens(NOW)
    assert forget_expired(NOW + LINK_HOLDS) == Expired(0, 1)
