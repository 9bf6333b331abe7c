"""Every text is there in every language, and no Kazakh text in doubt goes unread."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.catalogue import entries
from app.translations import keys, languages, text

ROOT = Path(__file__).parents[2]
FOR_THE_EDITOR = (ROOT / "docs/translations.md").read_text("utf-8")
SITE_FILES = sorted((ROOT / "examples/sites").glob("*.yaml"))

# Found as they stand in a Kazakh source, so that nobody needs to read them again.
SETTLED = {
    "button.accept_all",
    "button.close",
    "button.save",
    "button.settings",
    "category.necessary.title",
    "consent.erase",
    "label.off",
    "label.on",
    "label.purpose",
    "link.policy",
    "link.settings_footer",
    "policy.lifetime",
    "status.saved",
}


def test_kelisim_speaks_three_languages() -> None:
    assert languages() == ("en", "kk", "ru")


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_text(language: str) -> None:
    missing = [key for key in keys() if not text(language, key).strip()]
    assert missing == []


@pytest.mark.parametrize("key", keys())
def test_a_text_has_the_same_placeholders_in_every_language(key: str) -> None:
    placeholders = [sorted(re.findall(r"\{\w*\}", text(language, key))) for language in languages()]
    assert placeholders == placeholders[:1] * len(placeholders)


@pytest.mark.parametrize("key", keys())
def test_a_text_is_plain(key: str) -> None:
    """A text is shown as text, never as markup, and carries no space that nobody sees."""
    for language in languages():
        assert not re.search(r"[<>&]|\s\s|^\s|\s$", text(language, key))


def test_a_language_without_a_file_is_answered_in_russian() -> None:
    assert text("de", "button.accept_all") == "Принять все"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("ru", "button.accept_some")


@pytest.mark.parametrize("category", ["necessary", "functional", "analytics", "advertising"])
def test_a_category_names_no_counter_that_a_site_may_not_have(category: str) -> None:
    names = {name for entry in entries().values() for name in _wordings(entry.name)} | {"Google", "VK", "TikTok"}
    for language in languages():
        described = text(language, f"category.{category}.description")
        assert [name for name in names if name in described] == []


@pytest.mark.parametrize("key", [key for key in keys() if key not in SETTLED])
def test_a_kazakh_text_in_doubt_is_shown_to_the_editor(key: str) -> None:
    row = next((line for line in FOR_THE_EDITOR.splitlines() if line.startswith(f"| `{key}` |")), "")
    for language in ("kk", "ru", "en"):
        assert f"| {text(language, key)} |" in row


def test_the_editor_is_not_shown_what_is_settled() -> None:
    assert set(keys()) >= SETTLED
    assert [key for key in SETTLED if f"| `{key}` |" in FOR_THE_EDITOR] == []


@pytest.mark.parametrize("entry", entries().values(), ids=lambda entry: entry.id)
def test_the_kazakh_of_the_catalogue_is_shown_to_the_editor(entry: Any) -> None:
    for words in (entry.name, entry.purpose):
        if not isinstance(words, str) and words["kk"] not in (words["ru"], words["en"]):
            assert f"| {words['kk']} | {words['ru']} |" in FOR_THE_EDITOR


@pytest.mark.parametrize("file", SITE_FILES, ids=lambda file: file.stem)
def test_the_kazakh_of_the_example_sites_is_shown_to_the_editor(file: Path) -> None:
    site = yaml.safe_load(file.read_text("utf-8"))
    del site["name"]
    for words in _texts(site):
        if words["kk"] != words["ru"]:
            assert f"| {words['kk']} | {words['ru']} |" in FOR_THE_EDITOR


@pytest.mark.parametrize("file", SITE_FILES, ids=lambda file: file.stem)
def test_an_example_site_speaks_all_of_its_languages(file: Path) -> None:
    site = yaml.safe_load(file.read_text("utf-8"))
    for words in _texts(site):
        assert list(words) == site["languages"]


def _wordings(words: Any) -> list[str]:
    return [words] if isinstance(words, str) else list(words.values())


def _texts(part: Any) -> Iterator[dict[str, str]]:
    if isinstance(part, dict) and "kk" in part:
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _texts(inner)
