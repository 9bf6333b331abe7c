"""Fields of a form, each for one value of a site's document.

A field that comes back as it was shown leaves its value as it is written, so that nothing is reworded by the way.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
        if all(list(typed.get(name, values)) == values for name, values in shown.items()):
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


class Whole(Line):
    """A whole number; what is none is written as it was typed, and found at fault."""

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the number."""
        text = typed[self.name][0].strip()
        return int(text) if text.isascii() and text.isdecimal() else text or None


class Origins(Field):
    """The origins, one a line; who writes an address as people say it means https."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the origins as one text."""
        return {self.name: ["\n".join(map(str, value_at(content, self.path) or []))]}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the origins, without empty lines."""
        lines = [line.strip().rstrip("/") for line in typed[self.name][0].splitlines() if line.strip()]
        return [line if "://" in line else f"https://{line}" for line in lines] or None

    def over(self, content: Content, typed: Typed) -> Content:
        """Take line ends as browsers send them for those of the document."""
        ends = {self.name: [text.replace("\r\n", "\n") for text in typed[self.name]]} if self.name in typed else {}
        return Field.over(self, content, {**typed, **ends})


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
