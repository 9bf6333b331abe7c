"""The banners that a site compares, as a form says them: what a variant leaves open is as in the site's own."""

from collections.abc import Sequence
from typing import Any

from app.domain.comparison import COMPARED
from app.site_files.comparing import OWN, laid_over
from app.site_files.form.fields import Field, Line, Typed, Whole
from app.site_files.form.place import Place
from app.site_files.form.sections import COLOURS
from app.site_files.form.values import Content, laid, value_at
from app.site_files.looks import OWN_COLOURS


class OtherPlace(Place):
    """Layout and position together, or nothing where both are the site's own."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return both in one value, empty where no layout is written."""
        if value_at(content, (*self.path, "layout")) is None:
            return {self.name: [""]}
        return Place.shown(self, content)

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the look with this layout and position, or with neither."""
        if typed[self.name][0]:
            return Place.read(self, content, typed)
        return laid(laid(value_at(content, self.path) or {}, ("layout",), None), ("position",), None) or None


def weight_of(letter: str) -> Field:
    """Return the field of how many of all visitors see a variant."""
    return Whole(("comparison", letter, "weight"), "1")


def fields_of(letter: str, spoken: Sequence[str]) -> tuple[Field, ...]:
    """Return the fields of a variant, with its texts in these languages."""
    look = ("comparison", letter, "banner")
    return (
        weight_of(letter),
        OtherPlace(look),
        *(Line((*look, light, name)) for light in OWN_COLOURS for name in COLOURS),
        Whole((*look, "radius")),
        Line((*look, "first")),
        Line((*look, "logo")),
        *(Line(("comparison", letter, "texts", language, key)) for language in spoken for key in COMPARED),
    )


def ended(content: Content, letter: str) -> dict[str, Any]:
    """Return the document with a variant as the site's own banner, and nothing compared any more."""
    variant = value_at(content, ("comparison", letter)) if letter != OWN else None
    left = laid(content, ("comparison",), None)
    if variant is None:
        return left
    if variant.get("banner"):
        left = laid(left, ("banner",), laid_over(left.get("banner") or {}, variant["banner"]))
    for language, worded in (variant.get("texts") or {}).items():
        left = laid(left, ("texts", language), {**(value_at(left, ("texts", language)) or {}), **worded})
    return left
