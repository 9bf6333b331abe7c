"""Change the password of a user of the console."""

from datetime import datetime

from app.domain.access import Act
from app.domain.device import Device
from app.domain.signing_in import check_password
from app.domain.user import User
from app.services.confirm_password import confirm_password
from app.services.note_managing import note_own
from app.services.passwords import hashed
from app.services.sign_in import begin_session
from app.services.transaction import writing
from app.store import sessions, users


def change_password(user: User, current: str, new: str, device: Device, now: datetime) -> str:
    """Take another password, end all of the user's sessions, and return the secret of a new one.

    Raises Unfit where the current password is another, or the new one cannot be.
    """
    confirm_password(user, current, "current")
    check_password(new, user.sign_in)
    kept = hashed(new)
    with writing() as connection:
        users.change_password(connection, user.id, kept)
        sessions.end(connection, user.id)
        note_own(connection, user, Act.PASSWORD, now)
        return begin_session(connection, user.id, device, now)
