"""An operator adds a language by a file: whole, or told what it lacks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.places import EXAMPLES
from app.translations import keys, languages, speak, text
from app.translations.own import FaultyLanguages, read_languages

ARABIC = EXAMPLES / "translations"
WHOLE: dict[str, str] = json.loads((ARABIC / "ar.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _afterwards_as_before() -> Iterator[None]:
    yield
    speak({})


def _faults(folder: Path, texts: Any, name: str = "ar.json") -> str:
    words = texts if isinstance(texts, str) else json.dumps(texts)
    (folder / name).write_text(words, encoding="utf-8")
    with pytest.raises(FaultyLanguages) as raised:
        read_languages(str(folder))
    return str(raised.value)


def test_a_language_with_a_file_is_spoken() -> None:
    assert languages() == ("en", "kk", "ru")
    speak(read_languages(str(ARABIC)))
    assert languages() == ("ar", "en", "kk", "ru")
    assert text("ar", "button.accept_all") == WHOLE["button.accept_all"]
    assert text("en", "button.accept_all") == "Accept all"
    assert "counter.yandex-metrica.purpose" not in keys()


def test_without_a_folder_there_is_none() -> None:
    assert read_languages("") == {}


def test_an_operator_may_word_a_language_of_kelisims_anew(tmp_path: Path) -> None:
    anew = {**{key: text("kk", key) for key in keys()}, "button.close": "Жап"}
    (tmp_path / "kk.json").write_text(json.dumps(anew), encoding="utf-8")
    speak(read_languages(str(tmp_path)))
    assert (text("kk", "button.close"), text("kk", "button.save")) == ("Жап", anew["button.save"])


def test_every_text_that_is_missing_is_named(tmp_path: Path) -> None:
    lacking = {**WHOLE, "button.close": " "}
    del lacking["status.saved"]
    assert _faults(tmp_path, lacking).splitlines() == [
        "ar.json: button.close is missing.",
        "ar.json: status.saved is missing.",
    ]


def test_a_foreign_text_is_named_with_what_may_be_meant(tmp_path: Path) -> None:
    assert _faults(tmp_path, {**WHOLE, "button.clos": "x", "zzz": "x"}).splitlines() == [
        "ar.json: button.clos is no text of Kelisim; did you mean button.close?",
        "ar.json: zzz is no text of Kelisim.",
    ]


def test_a_placeholder_that_is_lost_or_made_up_is_named(tmp_path: Path) -> None:
    changed = {**WHOLE, "placeholder.embed": "{counter}", "button.close": "{close}"}
    assert _faults(tmp_path, changed).splitlines() == [
        "ar.json: button.close needs no placeholder.",
        "ar.json: placeholder.embed needs {category} and {counter}.",
    ]


@pytest.mark.parametrize(
    ("texts", "name", "fault"),
    [
        ("{", "ar.json", "ar.json: cannot be read as JSON: "),
        ("[" * 100_000, "ar.json", "ar.json: cannot be read as JSON: "),
        ([], "ar.json", "ar.json: holds something else than texts by their keys."),
        ({"button.close": 1}, "ar.json", "ar.json: holds something else than texts by their keys."),
        (WHOLE, "Arabic.json", "Arabic.json: is not named after a language, as ar.json is."),
    ],
)
def test_what_is_no_language_file_is_said(tmp_path: Path, texts: Any, name: str, fault: str) -> None:
    assert _faults(tmp_path, texts, name).startswith(fault)


def test_a_folder_that_is_named_like_a_language_is_said(tmp_path: Path) -> None:
    (tmp_path / "ar.json").mkdir()
    with pytest.raises(FaultyLanguages, match=r"^ar\.json: cannot be read as JSON: "):
        read_languages(str(tmp_path))


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_a_folder_without_a_language_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(FaultyLanguages, match=r"^there is no language file in /"):
        read_languages(str(tmp_path / name))
