"""Find whose session a browser shows."""

from datetime import datetime, timedelta

from app.domain.signing_in import Session, hash_of
from app.domain.user import User, UserId
from app.services.transaction import reading, writing
from app.store import sessions

_NOTED_EVERY = timedelta(minutes=5)


def find_session(secret: str, now: datetime) -> tuple[Session, User] | None:
    """Return the session and its user, None where there is none that holds; that it is used is noted now and then.

    One that still needs a code is found too, and opens nothing.
    """
    found = _find(secret)
    if found is None or not found[0].holds(now) or not found[1].roles:
        return None
    if now - found[0].seen_at >= _NOTED_EVERY:
        with writing() as connection:
            sessions.see(connection, found[0].hash, now)
    return found


def whose_session(secret: str) -> UserId | None:
    """Return whose session it is, or was: one that is over is known until it is forgotten (`forget_expired`)."""
    found = _find(secret)
    return None if found is None else found[1].id


def _find(secret: str) -> tuple[Session, User] | None:
    with reading() as connection:
        return sessions.of_secret(connection, hash_of(secret))
