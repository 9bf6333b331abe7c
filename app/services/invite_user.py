"""Invite somebody to the console."""

from datetime import datetime

from app.domain.managing import check_reach
from app.domain.signing_in import Invitation, checked_sign_in, hash_of, new_secret
from app.domain.user import Roles, User
from app.services.transaction import writing
from app.store import invitations


def invite_user(roles: Roles, now: datetime, sign_in: str | None = None, by: User | None = None) -> str:
    """Return the secret of a one-time link, by which somebody becomes a user with these roles.

    It may be told what she will sign in with: Unfit where that cannot be. Raises UnknownSite where it is made `by`
    somebody who does not manage one of the sites.
    """
    if by is not None:
        check_reach(by, roles)
    secret = new_secret()
    whom = checked_sign_in(sign_in) if sign_in else None
    with writing() as connection:
        invitations.add(connection, Invitation(hash_of(secret), roles, now, whom))
    return secret
