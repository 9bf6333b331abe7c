"""Colours, and how well one is read on another (WCAG 2.2, contrast ratio and relative luminance)."""

import re
from dataclasses import dataclass
from typing import Self

_FORM = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_RED, _GREEN, _BLUE = 0.2126, 0.7152, 0.0722
_STRAIGHT_UP_TO = 0.04045


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of sRGB, each part from 0 to 255."""

    red: float
    green: float
    blue: float

    @classmethod
    def read(cls, written: str) -> Self | None:
        """Return the colour that is written as #rgb or #rrggbb; None where it is not."""
        found = _FORM.fullmatch(written)
        if found is None:
            return None
        digits = found[1] if len(found[1]) > len("rgb") else "".join(digit * 2 for digit in found[1])
        red, green, blue = bytes.fromhex(digits)
        return cls(red, green, blue)

    def over(self, ground: "Colour", share: float) -> "Colour":
        """Return what is seen where this lies on a ground and lets the rest of that through."""
        pairs = zip((self.red, self.green, self.blue), (ground.red, ground.green, ground.blue), strict=True)
        return Colour(*(share * above + (1 - share) * below for above, below in pairs))

    @property
    def luminance(self) -> float:
        """Return how light it is, from 0 to 1."""
        return _RED * _linear(self.red) + _GREEN * _linear(self.green) + _BLUE * _linear(self.blue)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    share = part / 255
    return share / 12.92 if share <= _STRAIGHT_UP_TO else ((share + 0.055) / 1.055) ** 2.4
