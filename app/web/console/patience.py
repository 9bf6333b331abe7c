"""How often somebody may try to sign in: a few times a minute with one name, and from one address."""

from limits import parse

from app.domain.user import User
from app.web.limits import caller, count

_OF_NAME, _OF_ADDRESS = parse("10/minute"), parse("30/minute")
_OF_CODES = parse("20/hour")
_TRY, _CODE = "sign in", "code"  # no site is called that, or counted so


def be_patient(name: str) -> None:
    """Count a try; raise TooManyRequests where there were too many in the last minute."""
    be_patient_with_address()
    count(_OF_NAME, "with one name", _TRY, name.strip().lower())


def be_patient_with_codes(user: User) -> None:
    """Count a try of a code; raise TooManyRequests where there were too many: there are only a million of them."""
    count(_OF_CODES, "with one name", _CODE, user.id)


def be_patient_with_address() -> None:
    """Count a try, or a way to the identity provider; raise TooManyRequests where one address makes too many."""
    count(_OF_ADDRESS, "from one address", _TRY, caller())
