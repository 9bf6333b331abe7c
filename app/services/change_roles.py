"""Change what a user of the console is to sites, or take her roles away."""

from dataclasses import replace
from datetime import datetime

from app.domain.access import Act, Occasion
from app.domain.managing import UnknownUser, check_an_owner_stays, given_roles, is_managed
from app.domain.user import EVERY_SITE, Role, Roles, User, UserId
from app.services.note_managing import note_managing, note_roles
from app.services.transaction import writing
from app.store import identities, sessions, users


def change_roles(manager: User, user: UserId, wanted: Roles, now: datetime) -> User:
    """Give a user these roles at the sites that a manager manages, and return her as she was.

    Her sessions end: she signs in again as what she is now. Raises UnknownUser, UnknownSite or LastOwner.
    """
    with writing() as connection:
        everybody = users.every_held(connection)
        before = everybody.get(user)
        if before is None or not is_managed(manager, before):
            raise UnknownUser
        roles = given_roles(manager, before.roles, wanted)
        everybody[user] = replace(before, roles=roles)
        check_an_owner_stays(before.roles, everybody.values())
        users.change_roles(connection, user, roles)
        sessions.end(connection, user)
        note_roles(connection, Occasion(manager.actor, now, before.actor), Act.ROLES, before.roles, roles)
    return before


def forget_user(manager: User, user: UserId, now: datetime) -> User:
    """Keep nothing of a user who has no role any more but what the log of accesses says; return her as she was.

    Raises UnknownUser.
    """
    with writing() as connection:
        found = users.every_held(connection).get(user)
        if found is None or found.roles or not is_managed(manager, found):
            raise UnknownUser
        sessions.end(connection, user)
        identities.remove(connection, user)
        users.remove(connection, user)
        everywhere = {EVERY_SITE: Role.OWNER}  # who has no role is managed by an owner of all
        note_managing(connection, Occasion(manager.actor, now, found.actor), Act.FORGET, everywhere)
    return found
