"""Spans of time in words."""

import re
from typing import Literal

from babel.units import format_unit

from app.translations import text
from app.translations.locales import locale_of

_SPAN = re.compile(r"P(?P<count>[0-9]+)(?P<unit>[YMWD])|PT(?P<part_count>[0-9]+)(?P<part_unit>[HMS])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_PART_UNITS = {"H": "hour", "M": "minute", "S": "second"}

_LENGTHS: tuple[Literal["long", "short", "narrow"], ...] = ("long", "short", "narrow")

# Unicode has no long names for these in Kazakh, where a noun after a number stays singular.
_LACKING = {
    ("kk", "month"): "ай",
    ("kk", "week"): "апта",
    ("kk", "day"): "күн",
}


def duration_in_words(duration: str | None, language: str) -> str:
    """Return a cookie's lifetime as a text says it: “13 months”; nothing where it is unknown.

    It is an ISO 8601 duration of one unit, `session`, `persistent` or None. ValueError for anything else.
    """
    if duration is None:
        return ""
    if duration in ("session", "persistent"):
        return text(language, f"lifetime.{duration}")
    span = _SPAN.fullmatch(duration)
    if span is None:
        raise ValueError(duration)
    if span["unit"]:
        return _words(int(span["count"]), _UNITS[span["unit"]], language)
    return _words(int(span["part_count"]), _PART_UNITS[span["part_unit"]], language)


def _words(count: int, unit: str, language: str) -> str:
    noun = _LACKING.get((language, unit))
    if noun:
        return f"{count} {noun}"
    measure = f"duration-{unit}"
    lengths = (format_unit(count, measure, length, locale=locale_of(language)) for length in _LENGTHS)
    # Babel finds no name where Unicode only says that it is the same as the shorter one.
    return next(words for words in lengths if measure not in words)
