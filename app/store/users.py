"""Users of the console, their one-time links and their sessions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from app.domain.device import Device
from app.domain.ids import SiteId
from app.domain.signing_in import Invitation, Session
from app.domain.user import Role, User, UserId
from app.store.inserting import insert_once, table_of
from app.store.tables import InvitationRow, SessionRow, UserRow

_USERS, _INVITATIONS, _SESSIONS = map(table_of, (UserRow, InvitationRow, SessionRow))


def add(connection: Connection, user: User, password: str) -> bool:
    """Add a user with the hash of her password; False where somebody signs in with that name already."""
    row = {
        "id": user.id,
        "sign_in": user.sign_in,
        "password": password,
        "roles": dict(user.roles),
        "added_at": user.added_at,
    }
    return insert_once(connection, UserRow, row)


def of_sign_in(connection: Connection, sign_in: str) -> tuple[User, str] | None:
    """Return who signs in with this name, and the hash of her password."""
    row = connection.execute(select(_USERS).where(_USERS.c.sign_in == sign_in)).mappings().one_or_none()
    return None if row is None else (_user(row), row["password"])


def every(connection: Connection) -> tuple[User, ...]:
    """Return all users, by the name that they sign in with."""
    return tuple(map(_user, connection.execute(select(_USERS).order_by(_USERS.c.sign_in)).mappings()))


def change_password(connection: Connection, user: UserId, password: str) -> None:
    """Put another hash in the place of a user's."""
    connection.execute(update(_USERS).where(_USERS.c.id == user).values(password=password))


def invite(connection: Connection, invitation: Invitation) -> None:
    """Keep a one-time link."""
    row = {"hash": invitation.hash, "roles": dict(invitation.roles), "made_at": invitation.made_at}
    connection.execute(insert(_INVITATIONS).values(row))


def invitation(connection: Connection, hash_: bytes) -> Invitation | None:
    """Return a one-time link."""
    row = connection.execute(select(_INVITATIONS).where(_INVITATIONS.c.hash == hash_)).mappings().one_or_none()
    return None if row is None else Invitation(row["hash"], _roles(row["roles"]), row["made_at"], row["used_at"])


def use(connection: Connection, hash_: bytes, now: datetime) -> bool:
    """Mark a one-time link as used; False where it was already."""
    statement = update(_INVITATIONS).where(_INVITATIONS.c.hash == hash_, _INVITATIONS.c.used_at.is_(None))
    return connection.execute(statement.values(used_at=now)).rowcount == 1


def begin(connection: Connection, session: Session) -> None:
    """Keep a session."""
    row = {
        "hash": session.hash,
        "user": session.user,
        "begun_at": session.begun_at,
        "seen_at": session.seen_at,
        "device": session.device,
    }
    connection.execute(insert(_SESSIONS).values(row))


def of_session(connection: Connection, hash_: bytes) -> tuple[Session, User] | None:
    """Return a session and whose it is."""
    statement = select(_SESSIONS, _USERS).join(_USERS, _USERS.c.id == _SESSIONS.c.user).where(_SESSIONS.c.hash == hash_)
    row = connection.execute(statement).mappings().one_or_none()
    return None if row is None else (_session(row), _user(row))


def sessions(connection: Connection, user: UserId) -> tuple[Session, ...]:
    """Return a user's sessions, the last used first."""
    statement = select(_SESSIONS).where(_SESSIONS.c.user == user).order_by(_SESSIONS.c.seen_at.desc(), _SESSIONS.c.hash)
    return tuple(map(_session, connection.execute(statement).mappings()))


def see(connection: Connection, hash_: bytes, now: datetime) -> None:
    """Note that a session is used."""
    connection.execute(update(_SESSIONS).where(_SESSIONS.c.hash == hash_).values(seen_at=now))


def end(connection: Connection, user: UserId, hash_: bytes | None = None) -> int:
    """End a session of a user, or all of them; return how many ended."""
    statement = delete(_SESSIONS).where(_SESSIONS.c.user == user)
    return connection.execute(statement if hash_ is None else statement.where(_SESSIONS.c.hash == hash_)).rowcount


def _user(row: Mapping[Any, Any]) -> User:
    return User(UserId(row["id"]), row["sign_in"], _roles(row["roles"]), row["added_at"])


def _session(row: Mapping[Any, Any]) -> Session:
    return Session(row["hash"], UserId(row["user"]), row["begun_at"], row["seen_at"], Device(row["device"]))


def _roles(roles: Mapping[str, str]) -> Mapping[SiteId, Role]:
    return {SiteId(site): Role(role) for site, role in roles.items()}
