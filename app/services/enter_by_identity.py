"""Come into the console by the word of an identity provider: who is known already, and who was invited."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection

from app.domain.access import Act
from app.domain.device import Device
from app.domain.identity import Identity, NotInvited
from app.domain.signing_in import new_secret
from app.domain.user import User, UserId
from app.services.accept_invitation import note_joining
from app.services.note_managing import note_own
from app.services.passwords import hashed
from app.services.sign_in import begin_session
from app.services.transaction import reading, writing
from app.store import identities, invitations, users


def enter_by_identity(identity: Identity, device: Device, now: datetime) -> str:
    """Return the secret of a new session.

    An invitation that still opens, made for her confirmed address, makes her a user. Raises NotInvited for all others.
    """
    with writing() as connection:
        user = identities.user_of(connection, identity) or _invited(connection, identity, now)
        if not user.roles:
            raise NotInvited
        return begin_session(connection, user.id, device, now, needs_code=user.has_two_factor)


def connect_identity(user: User, identity: Identity, now: datetime) -> None:
    """Let a user come in by an identity too; raise NotInvited where it is somebody else's."""
    with writing() as connection:
        known = identities.user_of(connection, identity)
        if known is None:
            identities.add(connection, identity, user.id)
            note_own(connection, user, Act.CONNECT, now)
        elif known.id != user.id:
            raise NotInvited


def disconnect_identity(user: User, now: datetime) -> None:
    """Let a user come in by her password alone, and by no identity any more."""
    with writing() as connection:
        if identities.is_known(connection, user.id):
            identities.remove(connection, user.id)
            note_own(connection, user, Act.DISCONNECT, now)


def is_connected(user: User) -> bool:
    """Tell whether a user comes in by an identity too."""
    with reading() as connection:
        return identities.is_known(connection, user.id)


def _invited(connection: Connection, identity: Identity, now: datetime) -> User:
    address = identity.address.lower()
    found = next((each for each in invitations.of_sign_in(connection, address) if each.opens(now)), None)
    if found is None or not invitations.use(connection, found.hash, now):
        raise NotInvited
    user = User(UserId(str(uuid4())), address, found.roles, now)
    if not users.add(connection, user, hashed(new_secret())):  # a password that nobody has
        raise NotInvited
    identities.add(connection, identity, user.id)
    note_joining(connection, user, found, now)
    return user
