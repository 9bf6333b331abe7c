"""The first-party cookie: the answer in one line, for the page and for the site's own server.

`1.<visitor>.<edition>.<unix seconds>.<granted ids joined by ~>`; the leading 1 is the format.
"""

import re
from datetime import UTC, datetime

from app.domain.ids import VisitorId
from app.domain.standing import Answer

COOKIE_NAME = "kelisim"

COOKIE_FORM = re.compile(
    r"1\.(-|[A-Za-z0-9_-]{22})\.([0-9]{1,9})\.([0-9]{1,11})\.([a-z0-9-]+(?:~[a-z0-9-]+)*)", re.ASCII
)
"""Visitor, edition, time and grants."""


def write_cookie(answer: Answer) -> str:
    """Return the cookie's value for an answer."""
    seconds = int(answer.at.timestamp())
    return f"1.{answer.visitor}.{answer.edition}.{seconds}.{'~'.join(answer.grants)}"


def read_cookie(value: str) -> Answer | None:
    """Return the answer that a cookie holds, None where it holds none: a broken cookie grants nothing."""
    found = COOKIE_FORM.fullmatch(value)
    if found is None:
        return None
    visitor, edition, seconds, grants = found.groups()
    return Answer(
        visitor=VisitorId(visitor),
        edition=int(edition),
        at=datetime.fromtimestamp(int(seconds), UTC),
        grants=tuple(grants.split("~")),
    )
