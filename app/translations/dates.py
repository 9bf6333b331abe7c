"""Dates in words."""

from datetime import date

from babel.dates import format_date

from app.translations.locales import locale_of

# Unicode's “2026 ж. 1 қыркүйек” abbreviates the year, and its English is American.
_PATTERNS = {
    "kk": "y 'жылғы' d MMMM",
    "en": "d MMMM y",
}
_IN_SHORT = {"en": "d\u00a0MMM\u00a0y"}


def day_in_words(day: date, language: str) -> str:
    """Return a day as a text says it: “1 сентября 2026 г.”, in the genitive where a language has one."""
    words = format_date(day, _PATTERNS.get(language, "long"), locale=locale_of(language))
    return words.replace("\u202f", "\u00a0")  # fonts without a narrow space show a box for it


def day_in_short(day: date, language: str) -> str:
    """Return a day as it stands in a table: “01.09.2026”, in English “1 Sep 2026”, never broken."""
    return format_date(day, _IN_SHORT.get(language, "dd.MM.y"), locale=locale_of(language))
