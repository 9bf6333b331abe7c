"""Invite somebody to the console."""

from collections.abc import Mapping
from datetime import datetime

from app.domain.ids import SiteId
from app.domain.signing_in import Invitation, hash_of, new_secret
from app.domain.user import Role
from app.services.transaction import writing
from app.store import users


def invite_user(roles: Mapping[SiteId, Role], now: datetime) -> str:
    """Return the secret of a one-time link, by which somebody becomes a user with these roles."""
    secret = new_secret()
    with writing() as connection:
        users.invite(connection, Invitation(hash_of(secret), roles, now))
    return secret
