"""Forget sessions and one-time links that open nothing any more."""

from dataclasses import dataclass
from datetime import datetime

from app.services.transaction import reading, writing
from app.store import invitations, sessions


@dataclass(frozen=True, slots=True)
class Expired:
    """How many sessions and one-time links open nothing any more."""

    sessions: int
    links: int


def count_expired(now: datetime) -> Expired:
    """Return how many there are."""
    with reading() as connection:
        return Expired(sessions.count_expired(connection, now), invitations.count_expired(connection, now))


def forget_expired(now: datetime) -> Expired:
    """Delete them, and return how many there were; nobody can tell such a link from one that never was."""
    with writing() as connection:
        return Expired(sessions.forget_expired(connection, now), invitations.forget_expired(connection, now))
