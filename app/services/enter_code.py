"""Write the code that signing in asks for beside the password."""

from datetime import datetime

from app.domain.device import Device
from app.domain.signing_in import Session
from app.services.sign_in import begin_session
from app.services.transaction import writing
from app.services.two_factor import use_code
from app.signing.keyring import Keys
from app.store import sessions


def enter_code(keys: Keys, half: Session, code: str, device: Device, now: datetime) -> str:
    """Return the secret of a session, in the place of one that needs this code.

    Raises Unfit where the code is wrong or was used, UnusableKeys where her app's secret needs other keys.
    """
    with writing() as connection:
        use_code(connection, keys, half.user, code, now)
        sessions.end(connection, half.user, half.hash)
        return begin_session(connection, half.user, device, now)
