"""Ask a user who is signed in for her password once more, before what somebody at her open browser may not do."""

from app.domain.signing_in import Fault, Unfit
from app.domain.user import User
from app.services.passwords import is_right
from app.services.transaction import reading
from app.store import users


def confirm_password(user: User, password: str, field: str) -> None:
    """Raise Unfit, of the field that it was typed into, where a user's password is another."""
    with reading() as connection:
        found = users.of_sign_in(connection, user.sign_in)
    if found is None or not is_right(password, found[1]):
        raise Unfit(field, Fault.WRONG)
