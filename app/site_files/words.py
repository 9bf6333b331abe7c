"""Texts of a site file, brought into every language of the site."""

from typing import Any

from app.domain.ids import Language
from app.domain.text import Text
from app.site_files.faults import Findings, Path, suggest
from app.translations import languages as known_languages


def text_in(languages: tuple[Language, ...], words: Any, path: Path, findings: Findings) -> Text:
    """Return a text by language; a plain one stands for all.

    A missing language is a fault. One that the site does not speak yet is kept for the day when it does.
    """
    if isinstance(words, str):
        return dict.fromkeys(languages, words)
    for language in words:
        if language not in known_languages():
            findings.add((*path, language), f"no such language; {suggest(language, list(known_languages()))}")
    missing = [language for language in languages if language not in words]
    if missing:
        findings.add(path, f"write it in {', '.join(missing)} too.")
    return dict(words)
