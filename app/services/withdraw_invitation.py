"""Withdraw an invitation to the console, or let it stand again."""

from datetime import datetime

from app.domain.access import Act, Occasion
from app.domain.managing import UnknownUser, invitation_in_book, within_reach
from app.domain.signing_in import Invitation
from app.domain.user import User
from app.services.note_managing import note_managing
from app.services.transaction import writing
from app.store import invitations


def withdraw_invitation(manager: User, hash_: bytes, now: datetime) -> Invitation:
    """Let a one-time link open nothing from now on; return it as it was.

    Raises UnknownUser where there is none of this hash, or none that somebody manages.
    """
    return _change(manager, hash_, now, Act.UNINVITE)


def restore_invitation(manager: User, hash_: bytes, now: datetime) -> Invitation:
    """Let a one-time link that was withdrawn open again; else the same."""
    return _change(manager, hash_, now, Act.REINVITE)


def _change(manager: User, hash_: bytes, now: datetime, act: Act) -> Invitation:
    with writing() as connection:
        found = invitations.of_hash(connection, hash_)
        if found is None or within_reach(manager, found.roles) != found.roles:
            raise UnknownUser
        invitations.withdraw(connection, hash_, now if act is Act.UNINVITE else None)
        note_managing(connection, Occasion(manager.actor, now, invitation_in_book(found)), act, found.roles)
    return found
