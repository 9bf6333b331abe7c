"""What is at fault in a site's document, in the language of who mends it.

The checks of site files say it in English; here it is said in hers. What remains in English was said by somebody else,
such as the reader of YAML.
"""

import re
from collections.abc import Mapping

from app.web.console.texts import say

_KNOWN = (
    ("missing", r"is missing; .*|is empty; .*|is blank; .*|name at least one\."),
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
    ("logo", r"write a path such as \S+, or an address of one of the site's origins\."),
    ("path", r"write a path such as (?P<one>\S+?)(?:, or .*)?\.?"),
    ("at_home", r"\S+ keeps its cookie on (?P<other>localhost|127\.0\.0\.1)/\S*, and (?P<one>\S+) on .*"),
    ("clash", r"\S+ keeps its cookie on \S+, and (?P<one>\S+) on .*"),
    ("published", r"edition (?P<one>\d+) is published and cannot change; .*"),
    ("older", r"edition (?P<one>\d+) is published; write (?P<other>\d+), or .*"),
    ("not_catalogued", r"the catalogue has no counter (?P<one>'[^']*')[^']*\."),
    ("same", r"shows the same as (?P<one>.+); .*"),
    ("twice_said", r"is said twice; keep one\."),
    ("text", r"write a text, or one for each language: .*"),
    ("quotes", r"write a text, in quotes where .*"),
    ("flag", r"write true or false\."),
    ("list", r"write a list: .*"),
    ("mapping", r"write a mapping: .*"),
    ("country", r"write a country code of two capitals, .*"),
    ("part", r"write a country or a part of one, .*"),
    ("one_of", r"(?:for \S+ )?write one of: (?P<one>.+)\."),
    ("near", r".*did you mean (?P<one>'.*')\?\.?"),
    ("known", r".*known are: (?P<one>.+?)\.+"),
    ("is_category", r"(?P<one>\S+) is a category of this site; .*"),
    ("use_or_id", r"write either use: .*"),
    ("expression", r"is no regular expression: (?P<one>.+)"),
    ("plainer", r"write it in plainer signs, .*"),
    ("key", r"write a key; .*"),
    ("call", r"write a call: .*"),
    ("cookie", r"write a cookie's name; .*"),
    ("lifetime", r"write session, persistent, .*"),
    ("no_google", r"no counter of this site listens to .*"),
    ("nothing_waits", r"no counter of this site that may be refused .*"),
    ("geo", r"needs a policy that admits .*"),
    ("unspoken", r"the site does not speak this language\."),
    ("not_yaml", r"is not YAML: (?P<one>.+)"),
    ("too_deep", r"is nested too deeply, .*"),
)


_CLASHES = {"at_home", "clash"}


def said(message: str) -> str:
    """Return what to write instead; in English where nobody has said it otherwise yet."""
    name, found = _kind(message)
    return message if name is None else say(f"mend.{name}", **found)


def is_clash(message: str) -> bool:
    """Tell whether it is at fault that two sites' cookies would meet, which a path for the cookie may mend."""
    name, _ = _kind(message)
    return name in _CLASHES


def _kind(message: str) -> tuple[str | None, Mapping[str, str]]:
    matches = ((name, re.fullmatch(pattern, message)) for name, pattern in _KNOWN)
    return next(((name, found.groupdict()) for name, found in matches if found is not None), (None, {}))
