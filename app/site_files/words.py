"""Texts of a site file, brought into every language of the site."""

from typing import Any

from app.domain.ids import Language
from app.domain.text import Text
from app.site_files.faults import Findings, Path


def text_in(languages: tuple[Language, ...], words: Any, path: Path, findings: Findings) -> Text:
    """Return a text by language; a plain one stands for all. A missing language is a fault."""
    if isinstance(words, str):
        return dict.fromkeys(languages, words)
    for language in words:
        if language not in languages:
            findings.add(
                (*path, language), f"the site does not speak {language}; its languages are {_list(languages)}."
            )
    missing = [language for language in languages if language not in words]
    if missing:
        findings.add(path, f"write it in {_list(missing)} too.")
    return {language: words.get(language, "") for language in languages}


def _list(words: Any) -> str:
    return ", ".join(words)
