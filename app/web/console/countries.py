"""The countries that somebody chooses from."""

import re
from functools import cache

from app.translations.locales import locale_of
from app.translations.places import country_name

_COUNTRY = re.compile("(?!AC|CP|CQ|DG|EA|EU|EZ|IC|QO|TA|UN|XA|XB|ZZ)[A-Z]{2}")
"""A code of ISO 3166-1, and none of Unicode's own."""


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return codes and names, by name."""
    codes = (str(code) for code in locale_of(language).territories)
    known = [(code, country_name(code, language)) for code in codes if _COUNTRY.fullmatch(code)]
    return tuple(sorted(known, key=lambda each: each[1].lower()))
