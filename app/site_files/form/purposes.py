"""What each category is for, as lists of texts."""

from itertools import zip_longest
from typing import Any

from app.domain.ids import STANDARD_CATEGORIES
from app.site_files.form.fields import Field, Typed
from app.site_files.form.values import Content, languages_of, value_at


class Purposes(Field):
    """For each category a list of texts, in each language one a line; lines at the same place say the same."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the texts by `purposes.category.language`."""
        written = value_at(content, self.path) or {}
        return {
            f"{self.name}.{category}.{spoken}": ["\n".join(_said(text, spoken) for text in written.get(category, ()))]
            for category in categories_of(content)
            for spoken in languages_of(content)
        }

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the texts of each category that has some."""
        written = value_at(content, self.path) or {}
        read = {}
        for category in categories_of(content):
            texts = self._texts(category, languages_of(content), written.get(category, []), typed)
            read.update({category: texts} if texts else {})
        return read or None

    def _texts(self, category: str, spoken: list[str], before: list[Any], typed: Typed) -> list[Any]:
        columns = [typed[f"{self.name}.{category}.{each}"][0].splitlines() for each in spoken]
        rows = [dict(zip(spoken, map(str.strip, row), strict=True)) for row in zip_longest(*columns, fillvalue="")]
        return [_text(row, before) for row in rows if any(row.values())]


def categories_of(content: Content) -> list[str]:
    """Return the categories that a document speaks of: the standard ones, its own, and those that it took back."""
    own = [each["id"] for each in content.get("categories") or [] if "id" in each]
    return list(dict.fromkeys([*STANDARD_CATEGORIES, *own, *(content.get("purposes") or {})]))


def _said(text: Any, spoken: str) -> str:
    said: str = text.get(spoken, "") if isinstance(text, dict) else text
    return " ".join(said.split("\n"))


def _text(said: dict[str, str], before: list[Any]) -> Any:
    """Return a text as it was written before, where it says the same; else once where it is alike in all languages."""
    for text in before:
        if all(_said(text, spoken) == words for spoken, words in said.items()):
            return text
    words = {spoken: each for spoken, each in said.items() if each}
    alike = len(words) == len(said) and len(set(words.values())) == 1
    return next(iter(words.values())) if alike else words
