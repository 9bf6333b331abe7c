"""List the users of the console."""

from app.domain.user import User
from app.services.transaction import reading
from app.store import users


def list_users() -> tuple[User, ...]:
    """Return every user, by the name that she signs in with."""
    with reading() as connection:
        return users.every(connection)
