"""Signed-in browsers of the console's users."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from app.domain.device import Device
from app.domain.signing_in import CODE_HOLDS, SESSION_HOLDS, SESSION_RESTS, Session
from app.domain.user import User, UserId
from app.store import users
from app.store.inserting import table_of
from app.store.tables import SessionRow, UserRow

_SESSIONS, _USERS = map(table_of, (SessionRow, UserRow))


def begin(connection: Connection, session: Session) -> None:
    """Keep a session."""
    row = {
        "hash": session.hash,
        "user": session.user,
        "begun_at": session.begun_at,
        "seen_at": session.seen_at,
        "device": session.device,
        "needs_code": session.needs_code,
    }
    connection.execute(insert(_SESSIONS).values(row))


def of_secret(connection: Connection, hash_: bytes) -> tuple[Session, User] | None:
    """Return a session and whose it is."""
    statement = select(_SESSIONS, _USERS).join(_USERS, _USERS.c.id == _SESSIONS.c.user).where(_SESSIONS.c.hash == hash_)
    row = connection.execute(statement).mappings().one_or_none()
    return None if row is None else (_session(row), users.read(row))


def of_user(connection: Connection, user: UserId) -> tuple[Session, ...]:
    """Return a user's sessions, the last used first."""
    statement = select(_SESSIONS).where(_SESSIONS.c.user == user, _SESSIONS.c.needs_code.is_(False))
    ordered = statement.order_by(_SESSIONS.c.seen_at.desc(), _SESSIONS.c.hash)
    return tuple(map(_session, connection.execute(ordered).mappings()))


def see(connection: Connection, hash_: bytes, now: datetime) -> None:
    """Note that a session is used."""
    connection.execute(update(_SESSIONS).where(_SESSIONS.c.hash == hash_).values(seen_at=now))


def end(connection: Connection, user: UserId, hash_: bytes | None = None) -> int:
    """End a session of a user, or all of them; return how many ended."""
    statement = delete(_SESSIONS).where(_SESSIONS.c.user == user)
    return connection.execute(statement if hash_ is None else statement.where(_SESSIONS.c.hash == hash_)).rowcount


def count_expired(connection: Connection, now: datetime) -> int:
    """Return how many sessions hold no more."""
    return connection.scalar(select(func.count()).select_from(_SESSIONS).where(_expired(now))) or 0


def forget_expired(connection: Connection, now: datetime) -> int:
    """Delete the sessions that hold no more; return how many there were."""
    return connection.execute(delete(_SESSIONS).where(_expired(now))).rowcount


def _expired(now: datetime) -> ColumnElement[bool]:
    """Say of a row what `Session.holds` denies."""
    begun, seen = _SESSIONS.c.begun_at, _SESSIONS.c.seen_at
    half = and_(_SESSIONS.c.needs_code, begun <= now - CODE_HOLDS)
    return or_(half, begun <= now - SESSION_HOLDS, seen <= now - SESSION_RESTS)


def _session(row: Mapping[Any, Any]) -> Session:
    user, device = UserId(row["user"]), Device(row["device"])
    return Session(row["hash"], user, row["begun_at"], row["seen_at"], device, row["needs_code"])
