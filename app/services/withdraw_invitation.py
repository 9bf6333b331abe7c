"""Withdraw an invitation to the console, or let it stand again."""

from datetime import datetime

from app.domain.managing import UnknownUser, within_reach
from app.domain.signing_in import Invitation
from app.domain.user import User
from app.services.transaction import writing
from app.store import invitations


def withdraw_invitation(manager: User, hash_: bytes, at: datetime | None) -> Invitation:
    """Let a one-time link open nothing from a moment on, None lets it open again; return it as it was.

    Raises UnknownUser where there is none of this hash, or none that somebody manages.
    """
    with writing() as connection:
        found = invitations.of_hash(connection, hash_)
        if found is None or within_reach(manager, found.roles) != found.roles:
            raise UnknownUser
        invitations.withdraw(connection, hash_, at)
    return found
