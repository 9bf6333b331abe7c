"""The console's texts, in the language that somebody reads."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from flask import request

from app.domain.ids import Language

LANGUAGES = tuple(map(Language, ("kk", "ru", "en")))
COOKIE = "kelisim_language"


def language() -> Language:
    """Return the language that the address asks for, else the one chosen before, else the browser's, else Russian."""
    asked = (request.args.get("lang"), request.cookies.get(COOKIE))
    known = (Language(each) for each in asked if each in LANGUAGES)
    return next(known, None) or Language(request.accept_languages.best_match(LANGUAGES, "ru"))


def say(key: str, **values: object) -> str:
    """Return a text in that language, with its values in their places; KeyError for an unknown key."""
    return texts(language())[key].format(**values)


@cache
def texts(spoken: Language) -> Mapping[str, str]:
    """Return all texts of a language."""
    told: dict[str, str] = json.loads(files("app.translations.console").joinpath(f"{spoken}.json").read_text("utf-8"))
    return told
