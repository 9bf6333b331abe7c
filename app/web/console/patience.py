"""How often somebody may try to sign in: a few times a minute with one name, and from one address."""

from limits import parse

from app.web.limits import caller, count

_OF_NAME, _OF_ADDRESS = parse("10/minute"), parse("30/minute")
_TRY = "sign in"  # no site is called that


def be_patient(name: str) -> None:
    """Count a try; raise TooManyRequests where there were too many in the last minute."""
    count(_OF_ADDRESS, "from one address", _TRY, caller())
    count(_OF_NAME, "with one name", _TRY, name.strip().lower())
