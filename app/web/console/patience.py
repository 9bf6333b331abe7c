"""How often somebody may try to sign in: a few times a minute with one name, and from one address.

Who uses up the tries of a name and none is right, stands in the log of accesses. That is noted with the last of them,
whose password was hashed as any: what it costs drowns in that, so that nobody learns by timing which names there are.
"""

from limits import parse

from app.domain.user import User
from app.services.note_tries import note_tries
from app.web.clock import now
from app.web.limits import TooManyRequests, caller, count

_OF_NAME, _OF_ADDRESS = parse("10/minute"), parse("30/minute")
_OF_CODES = parse("20/hour")
_NOTED = parse("1/hour")
_TRY, _CODE, _NOTE = "sign in", "code", "noted"  # no site is called that, or counted so


def be_patient(name: str) -> bool:
    """Count a try; raise TooManyRequests where there were too many in the last minute, and tell whether it is the last.

    If that one is wrong too, `note_failing` is to be said.
    """
    be_patient_with_address()
    return count(_OF_NAME, "with one name", _TRY, name.strip().lower())


def be_patient_with_codes(user: User) -> bool:
    """Do the same of tries of a code: there are only a million of them."""
    return count(_OF_CODES, "with one name", _CODE, user.id)


def be_patient_with_address() -> None:
    """Count a try, or a way to the identity provider; raise TooManyRequests where one address makes too many."""
    count(_OF_ADDRESS, "from one address", _TRY, caller())


def note_failing(name: str) -> None:
    """Note that the tries of a name were used up; who goes on for hours does not fill the log."""
    try:
        count(_NOTED, "with one name", _NOTE, name.strip().lower())
    except TooManyRequests:
        return
    note_tries(name, now())
