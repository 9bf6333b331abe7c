"""What a visitor of a site downloads, as the service serves it, keeps within its promise.

The figures stand at the end of a run: a test tells one by `record_property`.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from app.domain.site import Site
from app.places import EXAMPLES
from app.services.composing.settings import settings_of
from app.services.composing.shown import shown_by
from app.site_files.read_sites import read_sites
from app.store.database import db
from app.web.composed import compose_script
from tests.stores import an_app, apply

FIRST_FILE = 8_192
SECOND_FILE = 4_096
STUDYEXPERT = read_sites([EXAMPLES / "sites/studyexpert.yaml"])[0].site

WITHOUT_MODULES = 7_232
MODULES = {"holdBack": 832, "consentMode": 240}
"""What each of studyexpert's modules may add to its first file."""
SETTINGS = settings_of(STUDYEXPERT, "a1f0b2c3d4e5", shown_by(STUDYEXPERT))

Tell = Callable[[str, object], None]


@pytest.fixture
def http(tmp_path: Path) -> Iterator[FlaskClient]:
    app = an_app(tmp_path)
    with app.app_context():
        apply(STUDYEXPERT)
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def _weight(http: FlaskClient, path: str) -> int:
    answer = http.get(f"/v1/sites/{STUDYEXPERT.id}/{path}", headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "br")
    return len(answer.data)


def _revision(http: FlaskClient) -> str:
    script = http.get(f"/v1/sites/{STUDYEXPERT.id}/kelisim.js").text
    return script.rpartition('banner:"')[2].partition('"')[0]


def _composed(modules: Iterable[str]) -> int:
    told = {**SETTINGS, "modules": {name: SETTINGS["modules"][name] for name in modules}}
    return len(brotli.compress(compose_script(json.dumps(told))))


def test_the_promise_is_about_three_languages_and_five_counters() -> None:
    site: Site = STUDYEXPERT
    assert (len(site.languages), len(site.counters)) == (3, 5)


def test_the_first_file_is_light(http: FlaskClient, record_property: Tell) -> None:
    weight = _weight(http, "kelisim.js")
    record_property("first file, brotli", f"{weight:,} of {FIRST_FILE:,} bytes")
    assert weight <= FIRST_FILE


@pytest.mark.parametrize("language", STUDYEXPERT.languages)
def test_the_second_file_is_light(http: FlaskClient, record_property: Tell, language: str) -> None:
    weight = _weight(http, f"details/{_revision(http)}/{language}.js")
    record_property(f"second file, brotli, {language}", f"{weight:,} of {SECOND_FILE:,} bytes")
    assert weight <= SECOND_FILE


def test_a_site_without_modules_pays_nothing_for_them(record_property: Tell) -> None:
    weight = _composed(())
    record_property("first file without modules, brotli", f"{weight:,} of {WITHOUT_MODULES:,} bytes")
    assert weight <= WITHOUT_MODULES


def test_every_module_of_the_site_has_a_budget() -> None:
    assert MODULES.keys() == SETTINGS["modules"].keys()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_light(record_property: Tell, module: str) -> None:
    weight = _composed(MODULES) - _composed(MODULES.keys() - {module})
    record_property(f"{module}, brotli", f"{weight:,} of {MODULES[module]:,} bytes")
    assert weight <= MODULES[module]
