"""The Unicode locale data for a language, as Babel has them."""

from functools import cache

from babel import Locale, UnknownLocaleError

from app.translations import FALLBACKS


@cache
def locale_of(language: str) -> Locale:
    """Return a language's locale, that of Russian where Unicode knows no such language."""
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale(FALLBACKS[0])


def language_name(language: str) -> str:
    """Return what a language calls itself, as a line begins: “Қазақ тілі”; its code where nobody knows."""
    name = str(locale_of(language).languages.get(language, language))
    return name[:1].upper() + name[1:]


def runs_leftwards(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return locale_of(language).text_direction == "rtl"


def isolated(words: str, language: str) -> str:
    """Return words of any language as they may stand in a text of this one.

    From right to left a foreign name would else lose its last sign to the other side (Unicode's first strong isolate).
    """
    return f"\u2068{words}\u2069" if runs_leftwards(language) else words
