"""What is at fault in a site's document, in the language of who mends it.

The checks of site files say it in English; what a form can bring about is said here in hers.
"""

import re

from app.web.console.texts import say

_KNOWN = (
    ("missing", r"is missing; .*|is empty; .*|name at least one\."),
    ("origin", r"write https://host, .*"),
    ("plain_origin", r"write (?P<one>\S+), as browsers do\."),
    ("shared", r"(?P<one>\S+) is shared by strangers; write (?P<other>\S+)\."),
    ("twice", r"(?P<one>.+) is listed twice; keep one\."),
    ("email", r"write an e-mail address\."),
    ("address", r"write an http\(s\) address\."),
    ("id", r"write an id: .*"),
    ("whole", r"write a whole number from (?P<one>\d+) to (?P<other>\d+)\."),
    ("languages", r"write it in (?P<one>.+) too\."),
    ("day", r"write a date such as .*"),
    ("colour", r"write a colour such as (?P<one>\S+)\."),
    ("contrast", r".* has a contrast of (?P<one>[\d.]+); (?P<other>[\d.]+) is needed .*"),
    ("taken", r"there is a site of this id already; .*"),
    ("zone", r"no such time zone; .*"),
    ("path", r"write a path such as (?P<one>\S+?)(?:, or .*)?\.?"),
    ("clash", r"\S+ keeps its cookie on \S+, and (?P<one>\S+) on .*"),
    ("published", r"edition (?P<one>\d+) is published and cannot change; .*"),
)


def said(message: str) -> str:
    """Return what to write instead; in English where nobody has said it otherwise yet."""
    for name, pattern in _KNOWN:
        found = re.fullmatch(pattern, message)
        if found is not None:
            return say(f"mend.{name}", **found.groupdict())
    return message
