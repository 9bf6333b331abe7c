"""Every text that Kelisim shows to visitors, by language and key: a file beside this one, or an operator's own."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

FALLBACKS = ("ru", "en")
"""What is spoken to a language that has no file."""

_own: dict[str, Mapping[str, str]] = {}


def speak(own: Mapping[str, Mapping[str, str]]) -> None:
    """Speak an operator's own languages too; one that Kelisim has is spoken by the operator's words."""
    _own.clear()
    _own.update(own)


def text(language: str, key: str) -> str:
    """Return a text; in Russian or English only where the language has no file. KeyError for an unknown key."""
    spoken = languages()
    chosen = language if language in spoken else next(each for each in FALLBACKS if each in spoken)
    return (_own.get(chosen) or _texts(chosen))[key]


def languages() -> tuple[str, ...]:
    """Return the languages that have a file, in the order of the alphabet."""
    return tuple(sorted({*_shipped(), *_own}))


def keys() -> tuple[str, ...]:
    """Return the key of every text; they are the same in every language."""
    return tuple(_texts(FALLBACKS[0]))


def of_counter(counter: str, fact: str) -> Mapping[str, str]:
    """Return what an operator's own languages say of a counter of the catalogue, its `name` or its `purpose`."""
    key = f"counter.{counter}.{fact}"
    return {language: texts[key] for language, texts in _own.items() if key in texts}


@cache
def _shipped() -> tuple[str, ...]:
    names = (file.name for file in files("app.translations").iterdir())
    return tuple(name.removesuffix(".json") for name in names if name.endswith(".json"))


@cache
def _texts(language: str) -> Mapping[str, str]:
    source = files("app.translations").joinpath(f"{language}.json").read_text("utf-8")
    texts: dict[str, str] = json.loads(source)
    return MappingProxyType(texts)
