"""What the five sites say: one file a site, every text by language."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from app.domain.ids import Language, SiteId
from app.web.demo.places import STORIES

LANGUAGES = ("ru", "kk", "en")


@cache
def story_of(site: SiteId) -> Mapping[str, object] | None:
    """Return the site's pages as they were written, None for a site that the demo does not know."""
    written = STORIES / f"{site}.yaml"
    return _read(written) if written.is_file() else None


@cache
def common_words() -> Mapping[str, object]:
    """Return the words that are not any site's own: the panel, the foot of the page, the list."""
    return _read(STORIES / "common" / "words.yaml")


def said_in(language: Language, text: object) -> object:
    """Return the same tree with every map by language replaced by what it says in this one."""
    if isinstance(text, list):
        return [said_in(language, part) for part in text]
    if not isinstance(text, dict):
        return text
    if text.keys() <= set(LANGUAGES):
        return text[language]
    return {key: said_in(language, part) for key, part in text.items()}


def _read(file: Path) -> Mapping[str, object]:
    tree: Mapping[str, object] = yaml.safe_load(file.read_bytes())
    return tree
