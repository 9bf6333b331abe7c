"""An operator's own languages: a folder of files like those of this package, checked as they are read."""

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from app.translations import keys, text

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_OF_COUNTER = re.compile(r"counter\.[a-z0-9-]+\.(name|purpose)")
_PLACEHOLDER = re.compile(r"\{\w*\}")
_MODEL = "en"


class FaultyLanguages(ValueError):
    """Files of an operator's languages are not as they must be; its text names every fault, a line each."""


def read_languages(folder: str) -> dict[str, Mapping[str, str]]:
    """Return the texts of each language that has a file in a folder, `ar.json` for Arabic; none without a folder.

    Raise FaultyLanguages where a text is missing, is foreign, or lacks one of its placeholders.
    """
    if not folder:
        return {}
    paths = sorted(Path(folder).glob("*.json"))
    read = {path: _read(path) for path in paths}
    faults = [f"{path.name}: {fault}" for path, texts in read.items() for fault in _faults(path.stem, texts)]
    if not paths:
        faults = [f"there is no language file in {folder}."]
    if faults:
        raise FaultyLanguages("\n".join(faults))
    return {path.stem: texts for path, texts in read.items()}


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, RecursionError, ValueError) as error:
        return error


def _faults(language: str, texts: Any) -> Iterator[str]:
    if isinstance(texts, Exception):
        yield f"cannot be read as JSON: {texts}."
        return
    if not (isinstance(texts, dict) and all(isinstance(each, str) for each in texts.values())):
        yield "holds something else than texts by their keys."
        return
    if _LANGUAGE.fullmatch(language) is None:
        yield "is not named after a language, as ar.json is."
    for key in keys():
        if not texts.get(key, "").strip():
            yield f"{key} is missing."
        elif (needed := _placeholders(text(_MODEL, key))) != _placeholders(texts[key]):
            yield f"{key} needs {' and '.join(needed) or 'no placeholder'}."
    for key in texts:
        if key not in keys() and _OF_COUNTER.fullmatch(key) is None:
            close = get_close_matches(key, keys(), 1)
            yield f"{key} is no text of Kelisim{f'; did you mean {close[0]}?' if close else '.'}"


def _placeholders(words: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(words))
