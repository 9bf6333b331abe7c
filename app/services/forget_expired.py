"""Forget sessions and one-time links that open nothing any more, and unsent forms that nobody is shown any more."""

from dataclasses import dataclass
from datetime import datetime

from app.services.transaction import reading, writing
from app.store import invitations, sessions, unsent

_KEPT = (sessions, invitations, unsent)


@dataclass(frozen=True, slots=True)
class Expired:
    """How many sessions, one-time links and unsent forms are over."""

    sessions: int
    links: int
    forms: int = 0


def count_expired(now: datetime) -> Expired:
    """Return how many there are."""
    with reading() as connection:
        return Expired(*(each.count_expired(connection, now) for each in _KEPT))


def forget_expired(now: datetime) -> Expired:
    """Delete them, and return how many there were; nobody can tell such a link from one that never was."""
    with writing() as connection:
        return Expired(*(each.forget_expired(connection, now) for each in _KEPT))
