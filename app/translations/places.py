"""Names of countries."""

from app.translations.locales import locale_of

# What people here call a country where Unicode's name is long or not the one in use.
_EVERYDAY = {
    ("ru", "US"): "США",
    ("ru", "KG"): "Кыргызстан",
    ("kk", "US"): "АҚШ",
}


def country_name(code: str, language: str) -> str:
    """Return what a country, given by ISO 3166-1 alpha-2, is called; the code itself where nobody knows."""
    return _EVERYDAY.get((language, code)) or locale_of(language).territories.get(code, code)
