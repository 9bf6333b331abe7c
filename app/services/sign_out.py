"""Sign out of the console, here or everywhere."""

from datetime import datetime

from app.domain.access import Act
from app.domain.signing_in import Session
from app.domain.user import User
from app.services.note_managing import note_own
from app.services.transaction import reading, writing
from app.store import sessions


def list_sessions(user: User) -> tuple[Session, ...]:
    """Return the browsers that a user is signed in with, the last used first."""
    with reading() as connection:
        return sessions.of_user(connection, user.id)


def sign_out(session: Session) -> None:
    """End a session."""
    with writing() as connection:
        sessions.end(connection, session.user, session.hash)


def sign_out_everywhere(user: User, now: datetime) -> int:
    """End all sessions of a user; return how many there were."""
    with writing() as connection:
        note_own(connection, user, Act.SIGN_OUT_ALL, now)
        return sessions.end(connection, user.id)
