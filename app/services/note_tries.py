"""Note that somebody tried passwords or codes of a user until she had to wait."""

from datetime import datetime

from sqlalchemy import Connection

from app.domain.access import UNKNOWN, Act, Occasion
from app.domain.signing_in import Unfit, checked_sign_in
from app.domain.user import User
from app.services.note_managing import note_managing
from app.services.transaction import writing
from app.store import users


def note_tries(name: str, now: datetime) -> None:
    """Append it to the log of accesses of the sites of who signs in with a name; one that nobody has is not kept."""
    with writing() as connection:
        user = _who_has(connection, name)
        if user is not None:
            note_managing(connection, Occasion(UNKNOWN, now, user.actor), Act.TRIES, user.roles)


def _who_has(connection: Connection, name: str) -> User | None:
    try:
        found = users.of_sign_in(connection, checked_sign_in(name))
    except Unfit:
        return None
    return None if found is None else found[0]
