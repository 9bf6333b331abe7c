"""Fields for lists of things that have fields themselves: a row for each, and an empty one for the next."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.site_files.form.fields import Field, Typed, shown_in, typed_over
from app.site_files.form.values import Content, languages_of, value_at

REMOVED = "removed"
"""Ticked in a row that is to go."""


@dataclass(frozen=True, slots=True)
class Rows(Field):
    """A list of mappings. The form says all of it: a row that is empty, or ticked as removed, is none.

    The first column tells rows apart; what a row says in languages that the site does not speak stays with it.
    """

    columns: tuple[Field, ...] = ()

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return what stands in each row, by `name.place.column`; the last row is empty."""
        rows = [*self.unfolded(content), {}]
        shown = {
            f"{self.name}.{place}.{name}": values
            for place, row in enumerate(rows)
            for name, values in shown_in(self.columns, _spoken(row, content)).items()
        }
        return {**shown, **{f"{self.name}.{place}.{REMOVED}": [] for place in range(len(rows))}}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the rows that came and say something."""
        known = {value_at(row, self.columns[0].path): row for row in self.unfolded(content)}
        rows = [self._row(content, known, row) for row in self._typed(typed) if not row.get(REMOVED)]
        return self.folded([row for row in rows if row]) or None

    def unfolded(self, content: Content) -> list[dict[str, Any]]:
        """Return the rows of the document."""
        return list(value_at(content, self.path) or [])

    def folded(self, rows: list[dict[str, Any]]) -> Any:
        """Return rows as the document writes them."""
        return rows

    def _row(self, content: Content, known: Mapping[str, Any], row: Typed) -> dict[str, Any]:
        key = next(iter(row.get(self.columns[0].name, ())), "").strip()
        read = typed_over(self.columns, _spoken(known.get(key, {}), content), row)
        return {name: value for name, value in read.items() if name != "languages"}

    def _typed(self, typed: Typed) -> Sequence[Typed]:
        """Return what came of each row, in their order."""
        rows: dict[int, dict[str, Sequence[str]]] = {}
        for name, values in typed.items():
            found = re.fullmatch(rf"{re.escape(self.name)}\.(\d{{1,4}})\.(.+)", name)
            if found is not None:
                rows.setdefault(int(found[1]), {})[found[2]] = values
        return [rows[place] for place in sorted(rows)]


class Pairs(Rows):
    """A mapping, as rows of `key` and `value`."""

    def unfolded(self, content: Content) -> list[dict[str, Any]]:
        """Return a row for each key."""
        return [{"key": key, "value": value} for key, value in (value_at(content, self.path) or {}).items()]

    def folded(self, rows: list[dict[str, Any]]) -> Any:
        """Return the mapping."""
        return {row.get("key", ""): row.get("value", "") for row in rows}


def _spoken(row: Content, content: Content) -> dict[str, Any]:
    """Return a row with the languages in which its texts are."""
    return {**row, "languages": languages_of(content)}


def rows_of(shown: Mapping[str, Sequence[str]], name: str) -> list[int]:
    """Return the places of the rows that a form shows of a list, the empty one last."""
    found = (re.fullmatch(rf"{re.escape(name)}\.(\d+)\.{REMOVED}", each) for each in shown)
    return sorted(int(each[1]) for each in found if each is not None)
