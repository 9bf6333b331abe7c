"""The first-party cookie: the answer in one line, for the page and for the site's own server.

`1.<visitor>.<edition>.<unix seconds>.<granted ids joined by ~>`; the leading 1 is the format.
"""

import re
from datetime import UTC, datetime

from app.domain.ids import VisitorId
from app.domain.standing import Answer

COOKIE_NAME = "kelisim"

_COOKIE = re.compile(
    r"1\.(?P<visitor>-|[A-Za-z0-9_-]{22})\.(?P<edition>[0-9]{1,9})\.(?P<at>[0-9]{1,11})\."
    r"(?P<grants>[a-z0-9-]+(~[a-z0-9-]+)*)",
    re.ASCII,
)


def write_cookie(answer: Answer) -> str:
    """Return the cookie's value for an answer."""
    seconds = int(answer.at.timestamp())
    return f"1.{answer.visitor}.{answer.edition}.{seconds}.{'~'.join(answer.grants)}"


def read_cookie(value: str) -> Answer | None:
    """Return the answer that a cookie holds, None where it holds none: a broken cookie grants nothing."""
    found = _COOKIE.fullmatch(value)
    if found is None:
        return None
    return Answer(
        visitor=VisitorId(found["visitor"]),
        edition=int(found["edition"]),
        at=datetime.fromtimestamp(int(found["at"]), UTC),
        grants=tuple(found["grants"].split("~")),
    )
