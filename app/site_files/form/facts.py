"""What is said of one counter: of the site's own all of it, of one of the catalogue what is otherwise here."""

import re
from collections.abc import Mapping
from dataclasses import fields
from itertools import count
from typing import Any

from app.catalogue import entries
from app.site_files.form.fields import Field, Line, Typed, shown_in, typed_over
from app.site_files.form.lists import Calls, Cookies, Lines
from app.site_files.form.values import Content, languages_of
from app.site_files.form.words import Words

UNSAID = "-"
"""Stands in a form for a country that is said to be none."""


class Country(Line):
    """A country; a document may say that there is none, where the catalogue names one."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the country's code."""
        is_none = self.name in content and content[self.name] is None
        return {self.name: [UNSAID]} if is_none else Line.shown(self, content)

    def over(self, content: Content, typed: Typed) -> Content:
        """Write none where it is said to be none."""
        return (
            {**content, self.name: None} if list(typed.get(self.name, ())) == [UNSAID] else super().over(content, typed)
        )


class Own(Line):
    """Whether it runs on the site's own server: yes, no, or what the catalogue says."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the answer as a word."""
        return {self.name: [{True: "yes", False: "no"}.get(content.get(self.name), "")]}  # type: ignore[arg-type]

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the answer."""
        return {"yes": True, "no": False}.get(typed[self.name][0])


FACTS: tuple[Field, ...] = (
    Words(("name",)),
    Words(("purpose",)),
    Line(("category",)),
    Line(("vendor",)),
    Country(("country",)),
    Own(("own",)),
    Line(("account",)),
    Cookies(("cookies",)),
    Lines(("scripts",)),
    Lines(("storage",)),
    *(Calls((kind,)) for kind in ("grant", "revoke", "before")),
)
"""Everything that can be said of a counter but its id."""


def facts_shown(content: Content, counter: str) -> Mapping[str, list[str]]:
    """Return what the document says of a counter, by the names of fields."""
    found = [each for each in _counters(content) if _id(each) == counter]
    return shown_in(FACTS, _spoken(found[0] if found else {}, content))


def facts_usual(content: Content, counter: str) -> Mapping[str, list[str]]:
    """Return what the catalogue says of a counter, as the fields would show it; nothing where it does not know it."""
    entry = entries().get(counter)
    if entry is None:
        return {}
    cookies = [{"name": each.name, "lifetime": each.lifetime, "party": _party(each.third)} for each in entry.cookies]
    facts = {each.name: getattr(entry, each.name) for each in fields(entry)}
    return shown_in(FACTS, {**facts, "cookies": cookies, "languages": languages_of(content)})


def with_facts(content: Content, counter: str, typed: Typed) -> Content:
    """Return the document with what was typed of a counter; one of the catalogue that it lacks is added."""
    written = _counters(content)
    if all(_id(each) != counter for each in written):
        written = [*written, {"use": counter}]
    return {**content, "counters": [_told(each, content, typed) if _id(each) == counter else each for each in written]}


def with_own_counter(content: Content, typed: Typed) -> tuple[Content, str]:
    """Return the document with a counter of the site's own more, and its id: the one typed, else made of its name."""
    told = _told({}, content, typed)
    name = told.get("name", "")
    wanted = (*typed.get("id", ()), *([name] if isinstance(name, str) else name.values()), "counter")
    made = next(filter(None, map(_as_id, wanted)))
    known = {*map(_id, _counters(content)), *entries()}
    free = next(each for each in (f"{made}-{number}".removesuffix("-1") for number in count(1)) if each not in known)
    return {**content, "counters": [*_counters(content), {"id": free, **told}]}, free


def _as_id(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60]


def _counters(content: Content) -> list[dict[str, Any]]:
    return list(content.get("counters") or [])


def _id(counter: Mapping[str, Any]) -> str:
    known: str = counter["use"] if "use" in counter else counter["id"]
    return known


def _told(counter: Content, content: Content, typed: Typed) -> dict[str, Any]:
    told = typed_over(FACTS, _spoken(counter, content), typed)
    return {key: value for key, value in told.items() if key != "languages"}


def _spoken(counter: Content, content: Content) -> dict[str, Any]:
    return {**counter, "languages": languages_of(content)}


def _party(third: bool) -> str:  # noqa: FBT001 - one answer
    return "third" if third else "first"
