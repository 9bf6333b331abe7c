"""Every text that Kelisim shows to visitors, by language and key; a language is a file beside this one."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

FALLBACKS = ("ru", "en")
"""What is spoken to a language that has no file."""


def text(language: str, key: str) -> str:
    """Return a text; in Russian or English only where the language has no file. KeyError for an unknown key."""
    spoken = languages()
    chosen = language if language in spoken else next(each for each in FALLBACKS if each in spoken)
    return _texts(chosen)[key]


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a file, in the order of the alphabet."""
    names = (file.name for file in files("app.translations").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def keys() -> tuple[str, ...]:
    """Return the key of every text; they are the same in every language."""
    return tuple(_texts(languages()[0]))


@cache
def _texts(language: str) -> Mapping[str, str]:
    source = files("app.translations").joinpath(f"{language}.json").read_text("utf-8")
    texts: dict[str, str] = json.loads(source)
    return MappingProxyType(texts)
