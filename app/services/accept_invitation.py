"""Become a user by a one-time link."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection

from app.domain.access import Act, Occasion
from app.domain.device import Device
from app.domain.managing import invitation_in_book
from app.domain.signing_in import Fault, Invitation, Unfit, UsedLink, check_password, checked_sign_in, hash_of
from app.domain.user import EVERY_SITE, User, UserId
from app.services.note_managing import note_roles
from app.services.passwords import hashed
from app.services.sign_in import begin_session
from app.services.transaction import reading, writing
from app.store import invitations, users


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody who opens a one-time link writes, and on what."""

    sign_in: str
    password: str
    device: Device


def find_invitation(secret: str, now: datetime) -> Invitation:
    """Return the one-time link of a secret; raise UsedLink where it opens nothing, or no more."""
    with reading() as connection:
        found = invitations.of_hash(connection, hash_of(secret))
    if found is None or not found.opens(now):
        raise UsedLink
    return found


def accept_invitation(secret: str, newcomer: Newcomer, now: datetime) -> str:
    """Make her a user and return the secret of her first session.

    The first user ends what else was printed for whoever should be first: each start of the service writes such a link
    where many may read it. Raises UsedLink, or Unfit where name or password cannot be what she wrote; then the link
    still opens.
    """
    link = find_invitation(secret, now)
    sign_in = checked_sign_in(newcomer.sign_in)
    check_password(newcomer.password, sign_in)
    user = User(UserId(str(uuid4())), sign_in, link.roles, now)
    kept = hashed(newcomer.password)
    with writing() as connection:
        if not invitations.use(connection, link.hash, now):
            raise UsedLink
        if not users.every(connection):
            _end_others(connection, now)
        if not users.add(connection, user, kept):
            raise Unfit("sign_in", Fault.TAKEN)
        note_joining(connection, user, link, now)
        return begin_session(connection, user.id, newcomer.device, now)


def note_joining(connection: Connection, user: User, link: Invitation, now: datetime) -> None:
    """Append to the log of accesses that a one-time link made somebody a user."""
    reason = invitation_in_book(replace(link, sign_in=None))
    note_roles(connection, Occasion(user.actor, now, reason), Act.JOIN, {}, link.roles)


def _end_others(connection: Connection, now: datetime) -> None:
    """Let no other link open that was made for nobody by name and leads to every site."""
    for each in invitations.unused(connection):
        if each.sign_in is None and EVERY_SITE in each.roles:
            invitations.withdraw(connection, each.hash, now)
