"""Find whose session a browser shows."""

from datetime import datetime, timedelta

from app.domain.signing_in import Session, hash_of
from app.domain.user import User
from app.services.transaction import reading, writing
from app.store import users

_NOTED_EVERY = timedelta(minutes=5)


def find_session(secret: str, now: datetime) -> tuple[Session, User] | None:
    """Return the session and its user, None where there is none that holds; that it is used is noted now and then."""
    with reading() as connection:
        found = users.of_session(connection, hash_of(secret))
    if found is None or not found[0].holds(now):
        return None
    if now - found[0].seen_at >= _NOTED_EVERY:
        with writing() as connection:
            users.see(connection, found[0].hash, now)
    return found
