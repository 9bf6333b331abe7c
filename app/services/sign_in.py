"""Sign in to the console."""

from datetime import datetime

from sqlalchemy import Connection

from app.domain.device import Device
from app.domain.signing_in import Session, Unfit, checked_sign_in, hash_of, new_secret
from app.domain.user import User, UserId
from app.services.passwords import hashed, is_dated, is_right
from app.services.transaction import reading, writing
from app.store import sessions, users


def sign_in(name: str, password: str, device: Device, now: datetime) -> str | None:
    """Return the secret of a new session; None where no user with a role has this name and password.

    Of a user with a second factor it needs its code, and opens nothing yet.
    """
    found = _found(name)
    if not is_right(password, None if found is None else found[1]) or found is None or not found[0].roles:
        return None
    user, kept = found
    fresh = hashed(password) if is_dated(kept) else None
    with writing() as connection:
        if fresh is not None:
            users.change_password(connection, user.id, fresh)
        return begin_session(connection, user.id, device, now, needs_code=user.has_two_factor)


def _found(name: str) -> tuple[User, str] | None:
    """Return who signs in with a name, and the hash of her password; what can be nobody's is not asked for."""
    try:
        sought = checked_sign_in(name)
    except Unfit:
        return None
    with reading() as connection:
        return users.of_sign_in(connection, sought)


def renew_session(user: User, device: Device, now: datetime) -> str:
    """End all sessions of a user, and return the secret of a new one."""
    with writing() as connection:
        sessions.end(connection, user.id)
        return begin_session(connection, user.id, device, now)


def begin_session(
    connection: Connection, user: UserId, device: Device, now: datetime, *, needs_code: bool = False
) -> str:
    """Begin a session and return its secret, another one each time: nobody can have planted it."""
    secret = new_secret()
    sessions.begin(connection, Session(hash_of(secret), user, now, now, device, needs_code))
    return secret
