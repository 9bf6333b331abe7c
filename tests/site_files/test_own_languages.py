"""A site may speak a language that an operator has brought."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.ids import Language
from app.places import EXAMPLES
from app.translations import speak, text
from app.translations.own import read_languages
from tests.site_files.files import WHOLE, faults_of, read

AR = Language("ar")
ARABIC = WHOLE.replace("languages: [ru, kk]", "languages: [ar]")


@pytest.fixture(autouse=True)
def _with_arabic() -> Iterator[None]:
    speak(read_languages(str(EXAMPLES / "translations")))
    yield
    speak({})


def test_a_counter_is_described_by_the_languages_file(tmp_path: Path) -> None:
    site = read(tmp_path, f"{ARABIC}counters: [{{use: yandex-metrica}}, {{use: matomo, purpose: x}}]\n").site
    metrica, matomo = site.counters
    assert metrica.purpose[AR] == text("ar", "counter.yandex-metrica.purpose")
    assert metrica.name[AR] == "Yandex Metrica"  # the file says no other
    assert matomo.purpose[AR] == "x"


def test_what_neither_file_says_of_a_counter_has_to_be_said(tmp_path: Path) -> None:
    assert faults_of(tmp_path, f"{ARABIC}counters: [{{use: jivo}}]\n") == [
        "a.yaml:12: counters.0.purpose: write it in ar too."
    ]
