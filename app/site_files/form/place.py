"""How the banner lies on the page, as one field: `box bottom-left`."""

from typing import Any

from app.site_files.form.fields import Field, Typed
from app.site_files.form.values import Content, laid, value_at
from app.site_files.looks import POSITIONS

PLACES = tuple(f"{layout} {position}" for layout, positions in POSITIONS.items() for position in positions)
"""Every layout with each of its positions."""


class Place(Field):
    """Layout and position together, as not every position is for every layout."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return both in one value; the usual ones where nothing is written. What is no layout is shown as it is."""
        layout = value_at(content, (*self.path, "layout")) or "box"
        position = value_at(content, (*self.path, "position")) or POSITIONS.get(layout, ("",))[0]
        return {self.name: [f"{layout} {position}"]}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the look with this layout and position."""
        layout, _, position = typed[self.name][0].partition(" ")
        return laid(laid(value_at(content, self.path) or {}, ("layout",), layout), ("position",), position)
