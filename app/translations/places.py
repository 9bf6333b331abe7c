"""Countries and their names."""

import re
from functools import cache

from app.translations.locales import locale_of

# What people here call a country where Unicode's name is long or not the one in use.
_EVERYDAY = {
    ("ru", "US"): "США",
    ("ru", "KG"): "Кыргызстан",
    ("kk", "US"): "АҚШ",
}


UNKNOWN_COUNTRY = "ZZ"
"""Unicode's code for a region that nobody knows."""

_COUNTRY = re.compile("(?!AC|CP|CQ|DG|EA|EU|EZ|IC|QO|TA|UN|XA|XB|ZZ)[A-Z]{2}")
"""A code of ISO 3166-1, and none of Unicode's own."""


@cache
def known_countries() -> frozenset[str]:
    """Return the codes of all countries (ISO 3166-1 alpha-2)."""
    return frozenset(str(code) for code in locale_of("en").territories if _COUNTRY.fullmatch(str(code)))


def country_name(code: str, language: str) -> str:
    """Return what a country, given by ISO 3166-1 alpha-2, is called; the code itself where nobody knows."""
    return _EVERYDAY.get((language, code)) or locale_of(language).territories.get(code, code)
