"""Fields of a form, each for one value of a site's document.

A field that comes back as it was shown leaves its value as it is written, so that nothing is reworded by the way.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from app.site_files.form.values import Content, laid, languages_of, value_at

Typed = Mapping[str, Sequence[str]]
"""What a form holds: the values of each field by its name."""


@dataclass(frozen=True, slots=True)
class Field(ABC):
    """A value at a place; `usual` stands in the form where the document says nothing."""

    path: tuple[str, ...]
    usual: str = ""

    @property
    def name(self) -> str:
        """Return its name in the form: as faults name the place."""
        return ".".join(self.path)

    def over(self, content: Content, typed: Typed) -> Content:
        """Return the document with what was typed.

        A name that is not there was not on the page, and changes nothing.
        """
        shown = self.shown(content)
        if all(_sent(typed.get(name, values), values) == values for name, values in shown.items()):
            return content
        return laid(content, self.path, self.read(content, {**shown, **typed}))

    @abstractmethod
    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the values that the form shows, by name."""

    @abstractmethod
    def read(self, content: Content, typed: Typed) -> Any:
        """Return what is to be written, None for nothing."""


class Line(Field):
    """A text in one line."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the text."""
        written = value_at(content, self.path)
        return {self.name: [self.usual if written is None else str(written)]}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the text, None where it is empty."""
        return typed[self.name][0].strip() or None


_DIGITS_AT_MOST = 9
"""No number of a site's has more; Python reads none of thousands of digits."""


class Whole(Line):
    """A whole number; what is none is written as it was typed, and found at fault."""

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the number."""
        text = typed[self.name][0].strip()
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS_AT_MOST else text or None


class Tick(Field):
    """Yes or no; what is not there is not ticked."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return a value for yes, none for no."""
        return {self.name: ["1"] * bool(value_at(content, self.path))}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return True, or nothing: no is usual."""
        return bool(typed[self.name]) or None

    def over(self, content: Content, typed: Typed) -> Content:
        """Take what is not there for not ticked."""
        return Field.over(self, content, {**typed, self.name: list(typed.get(self.name, ()))})


class Ticks(Field):
    """A list of known words, ticked; the order of the document is kept."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the words."""
        return {self.name: list(value_at(content, self.path) or [])}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the ticked words, those of before in their order."""
        ticked, before = typed[self.name], self.shown(content)[self.name]
        return [*(word for word in before if word in ticked), *(word for word in ticked if word not in before)] or None

    def over(self, content: Content, typed: Typed) -> Content:
        """Take what is not there for not ticked."""
        return Field.over(self, content, {**typed, self.name: list(typed.get(self.name, ()))})


class Languages(Ticks):
    """The languages; the one that is to be first is chosen beside the ticks, as `languages.first`."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the languages, and the first one."""
        spoken = languages_of(content)
        return {self.name: spoken, f"{self.name}.first": spoken[:1]}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the ticked languages, the chosen one first."""
        ticked = list(Ticks.read(self, content, typed) or [])
        first = [word for word in typed[f"{self.name}.first"] if word in ticked]
        return [*first, *(word for word in ticked if word not in first)] or None


def typed_over(fields: Iterable[Field], content: Content, typed: Typed) -> Content:
    """Return the document with what was typed into these fields."""
    for field in fields:
        content = field.over(content, typed)
    return content


def shown_in(fields: Iterable[Field], content: Content) -> Mapping[str, list[str]]:
    """Return what these fields show of a document, by name."""
    return {name: values for field in fields for name, values in field.shown(content).items()}


def _sent(typed: Sequence[str], shown: Sequence[str]) -> list[str]:
    """Take what a browser makes of line ends, in many lines or in one, for what was shown."""
    ends = [text.replace("\r\n", "\n") for text in typed]
    return [
        before if text == before.replace("\n", "") else text
        for text, before in zip_longest(ends, shown[: len(ends)], fillvalue="")
    ]
