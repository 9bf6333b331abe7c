"""Take off the second factor of a user who has lost her phone and her recovery codes."""

from datetime import datetime

from app.domain.access import Act, Occasion
from app.domain.managing import UnknownUser, may_reset
from app.domain.user import User, UserId
from app.services.note_managing import note_managing
from app.services.transaction import writing
from app.store import sessions, users


def reset_two_factor(manager: User, user: UserId, now: datetime) -> User:
    """Let a user sign in with her password alone until she sets it up anew, and return her as she was.

    Her sessions end. The log of accesses of each site that it guarded says who did it, as a record of theirs can be
    read with less from now on. Raises UnknownUser where there is no such user, or the manager may not.
    """
    with writing() as connection:
        found = users.every_held(connection).get(user)
        if found is None or not may_reset(manager, found):
            raise UnknownUser
        users.keep_two_factor(connection, user, None)
        sessions.end(connection, user)
        note_managing(connection, Occasion(manager.actor, now, found.actor), Act.RESET, found.roles)
    return found
