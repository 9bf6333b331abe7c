"""Spans of time in words."""

import re

from babel.units import format_unit

from app.translations import FALLBACKS, text
from app.translations.locales import locale_of

_SPAN = re.compile(r"P(?P<count>[0-9]+)(?P<unit>[YMWD])|PT(?P<part_count>[0-9]+)(?P<part_unit>[HMS])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_PART_UNITS = {"H": "hour", "M": "minute", "S": "second"}

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
    words = format_unit(count, measure, locale=locale_of(language))
    return words if measure not in words else format_unit(count, measure, locale=locale_of(FALLBACKS[0]))
