"""How often somebody may try to sign in: a few times a minute with one name, and from one address."""

from collections.abc import Iterator
from contextlib import contextmanager

from limits import parse

from app.domain.user import User
from app.services.note_tries import note_tries
from app.web.clock import now
from app.web.limits import TooManyRequests, caller, count

_OF_NAME, _OF_ADDRESS = parse("10/minute"), parse("30/minute")
_OF_CODES = parse("20/hour")
_NOTED = parse("1/hour")
_TRY, _CODE, _NOTE = "sign in", "code", "noted"  # no site is called that, or counted so


def be_patient(name: str) -> None:
    """Count a try; raise TooManyRequests where there were too many in the last minute.

    Of one name that is noted, once an hour. Too many from one address are nothing that anybody did to this name, and
    turned away before the store is asked.
    """
    name = name.strip().lower()
    be_patient_with_address()
    with _noting(name):
        count(_OF_NAME, "with one name", _TRY, name)


def be_patient_with_codes(user: User) -> None:
    """Count a try of a code; raise TooManyRequests where there were too many: there are only a million of them."""
    with _noting(user.sign_in):
        count(_OF_CODES, "with one name", _CODE, user.id)


def be_patient_with_address() -> None:
    """Count a try, or a way to the identity provider; raise TooManyRequests where one address makes too many."""
    count(_OF_ADDRESS, "from one address", _TRY, caller())


@contextmanager
def _noting(name: str) -> Iterator[None]:
    try:
        yield
    except TooManyRequests:
        if _is_first(name):
            note_tries(name, now())
        raise


def _is_first(name: str) -> bool:
    """Tell whether it is the first time in an hour: who goes on trying does not fill the log."""
    try:
        count(_NOTED, "with one name", _NOTE, name)
    except TooManyRequests:
        return False
    return True
