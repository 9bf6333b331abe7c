"""Numbers as a language writes them."""

from app.translations.locales import locale_of

_MINUS = "\u2212"


def written(number: float, language: str, form: str = "%.1f") -> str:
    """Return a number in a form of printf, with the language's sign before its fraction, and a minus that is one."""
    point = str(locale_of(language).number_symbols["latn"]["decimal"])
    return (form % number).replace("-", _MINUS).replace(".", point)
