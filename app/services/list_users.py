"""List the users of the console, and who is invited."""

from datetime import datetime

from app.domain.managing import UnknownUser, is_managed, within_reach
from app.domain.signing_in import Invitation
from app.domain.user import User, UserId
from app.services.transaction import reading
from app.store import invitations, users


def list_users() -> tuple[User, ...]:
    """Return every user, by the name that she signs in with."""
    with reading() as connection:
        return users.every(connection)


def list_managed(manager: User) -> tuple[User, ...]:
    """Return the users that somebody manages, by their names."""
    return tuple(user for user in list_users() if is_managed(manager, user))


def find_managed(manager: User, user: UserId) -> User:
    """Return a user that somebody manages; raise UnknownUser."""
    found = next((each for each in list_managed(manager) if each.id == user), None)
    if found is None:
        raise UnknownUser
    return found


def list_invitations(manager: User, now: datetime) -> tuple[Invitation, ...]:
    """Return the one-time links that still open to roles that somebody manages, the newest first."""
    with reading() as connection:
        kept = invitations.unused(connection)
    return tuple(each for each in kept if each.opens(now) and within_reach(manager, each.roles) == each.roles)
