"""The countries that somebody chooses from."""

from functools import cache

from app.translations.places import country_name, known_countries


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return codes and names, by name."""
    known = [(code, country_name(code, language)) for code in known_countries()]
    return tuple(sorted(known, key=lambda each: each[1].lower()))
