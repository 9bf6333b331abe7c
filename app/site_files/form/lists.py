"""Fields for lists that somebody writes line by line."""

import json
import re
from typing import Any

from app.site_files.form.fields import Field, Typed
from app.site_files.form.values import Content, value_at

NONE = "-"
"""Stands in a form for a list that is said to be empty, where the catalogue has one."""


class Lines(Field):
    """A list of texts, one a line."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the list as one text."""
        written = value_at(content, self.path)
        return {self.name: [NONE if written == [] else "\n".join(map(self.line, written or []))]}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the list without its empty lines; a line that was there before means what it meant."""
        before = {self.line(each): each for each in value_at(content, self.path) or []}
        lines = [line.strip() for line in typed[self.name][0].splitlines() if line.strip()]
        if lines == [NONE]:
            return []
        return [before[line] if line in before else self.meant(line) for line in lines] or None

    def line(self, value: Any) -> str:
        """Return a value of the list as a line."""
        return str(value)

    def meant(self, line: str) -> Any:
        """Return the value that a line stands for."""
        return line


class Origins(Lines):
    """The origins; who writes an address as people say it means https."""

    def meant(self, line: str) -> Any:
        """Return the origin."""
        origin = line.rstrip("/")
        return origin if "://" in origin else f"https://{origin}"


class Codes(Lines):
    """Codes of countries or of their parts, in one line with commas."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the codes as one text."""
        return {self.name: [", ".join(map(str, value_at(content, self.path) or []))]}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the codes, in capitals."""
        return [code.upper() for code in re.split(r"[\s,;]+", typed[self.name][0]) if code] or None


class Cookies(Lines):
    """Cookies, one a line: the name, how long it stays, and `third` for one of another domain."""

    def line(self, value: Any) -> str:
        """Return `_ga P2Y third`."""
        told = (value.get("name"), value.get("lifetime"), "third" if value.get("party") == "third" else None)
        return " ".join(filter(None, told))

    def meant(self, line: str) -> Any:
        """Return the cookie; a word too many is written as its party, and found at fault."""
        name, *rest = line.split()
        party = [word for word in rest if word == "third" or word in rest[1:]]
        lifetime = [word for word in rest if word not in party]
        told = {"name": name, "lifetime": "".join(lifetime), "party": " ".join(party)}
        return {key: word for key, word in told.items() if word}


class Calls(Lines):
    """Calls of functions of the page, one a line, each as a JSON list; what is none is found at fault."""

    def line(self, value: Any) -> str:
        """Return the call as JSON."""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def meant(self, line: str) -> Any:
        """Return the call; a line that holds what no site file may, such as NaN or half a letter, is none."""
        try:
            call = json.loads(line)
            json.dumps(call, allow_nan=False, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            return line
        return call
