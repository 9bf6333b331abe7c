"""Invite somebody to the console."""

from datetime import datetime

from app.domain.access import OPERATOR, Act, Actor, Occasion
from app.domain.managing import check_reach, invitation_in_book
from app.domain.signing_in import Invitation, checked_sign_in, hash_of, new_secret
from app.domain.user import Roles, User
from app.services.note_managing import note_roles
from app.services.transaction import writing
from app.store import invitations


def invite_user(roles: Roles, now: datetime, sign_in: str | None = None, by: User | Actor = OPERATOR) -> str:
    """Return the secret of a one-time link, by which somebody becomes a user with these roles.

    It may be told what she will sign in with: Unfit where that cannot be. Raises UnknownSite where it is made `by`
    a user who does not manage one of the sites.
    """
    if isinstance(by, User):
        check_reach(by, roles)
    secret = new_secret()
    made = Invitation(hash_of(secret), roles, now, checked_sign_in(sign_in) if sign_in else None)
    with writing() as connection:
        invitations.add(connection, made)
        who = by.actor if isinstance(by, User) else by
        note_roles(connection, Occasion(who, now, invitation_in_book(made)), Act.INVITE, {}, roles)
    return secret
