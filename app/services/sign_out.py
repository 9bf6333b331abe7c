"""Sign out of the console, here or everywhere."""

from app.domain.signing_in import Session
from app.domain.user import User
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


def sign_out_everywhere(user: User) -> int:
    """End all sessions of a user; return how many there were."""
    with writing() as connection:
        return sessions.end(connection, user.id)
