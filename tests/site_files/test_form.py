"""A form is the document that it shows: what comes back as it was shown changes nothing."""

from pathlib import Path
from typing import Any

import pytest

from app.places import EXAMPLES
from app.site_files.form.facts import with_facts
from app.site_files.form.fields import shown_in, typed_over
from app.site_files.form.picker import counter_named, offered
from app.site_files.form.sections import NEW, SECTIONS
from app.site_files.reading import read_document

_FILES = sorted((EXAMPLES / "sites").glob("*.yaml"))
_OWN: dict[str, Any] = {
    "id": "heat",
    "name": {"ru": "Карта", "kk": "Карта"},
    "vendor": "ТОО «Пример»",
    "country": "KZ",
    "category": "analytics",
    "purpose": "Карта нажатий",
    "cookies": [{"name": "heat_*"}],
}


@pytest.mark.parametrize("file", _FILES, ids=[file.stem for file in _FILES])
def test_a_form_that_comes_back_as_it_was_shown_changes_nothing(file: Path) -> None:
    content = read_document(file).content
    assert typed_over(NEW, content, shown_in(NEW, content)) == content
    assert typed_over(NEW, content, {**shown_in(NEW, content), "nothing": ["x"]}) is content


def test_counters_of_the_sites_own_are_offered_first_and_stay_as_they_are() -> None:
    content = {"counters": [_OWN, {"use": "matomo", "own": True, "country": "KZ"}]}
    first = offered(content, "en")[0]
    assert (first.id, first.name, first.cookies, counter_named(content, 0)) == ("heat", "Карта", ("heat_*",), "heat")
    typed = {**shown_in(NEW, content), "counters": ["zero-kz", "matomo", "heat"], "own.matomo": []}
    assert typed_over(NEW, content, typed)["counters"] == [
        _OWN,
        {"use": "matomo", "country": "KZ", "own": False},
        {"use": "zero-kz"},
    ]
    assert "counters" not in typed_over(NEW, content, {**typed, "counters": []})


def test_the_first_language_is_chosen_beside_the_ticks() -> None:
    content = {"languages": ["ru", "kk"]}
    typed = {"languages": ["en", "kk", "ru"], "languages.first": ["kk"]}
    assert typed_over(NEW, content, typed)["languages"] == ["kk", "ru", "en"]


@pytest.mark.parametrize("line", ["[", "[" * 20_000, '["f", NaN]', '["f", 1e999]', '["f", "\\ud800"]'])
def test_what_no_site_file_may_hold_is_no_call(line: str) -> None:
    content = with_facts({"counters": [_OWN]}, "heat", {"grant": [line]})
    assert content["counters"][0]["grant"] == [line], "it is found at fault as the text that it is"


@pytest.mark.parametrize("part", SECTIONS)
@pytest.mark.parametrize("rubbish", ["", " ", "9" * 5_000, "a\0b", "\udcff", "<b>", "-1", "[" * 50])
def test_whatever_is_typed_is_shown_again(part: str, rubbish: str) -> None:
    content = read_document(_FILES[0]).content
    typed = {key: [rubbish] for key in shown_in(SECTIONS[part], content)}
    shown_in(SECTIONS[part], typed_over(SECTIONS[part], content, typed))
