"""What a visitor of a site downloads, as the service serves it, keeps within its promise.

The figures stand at the end of a run: a test tells one by `record_property`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.domain.site import Site
from app.places import EXAMPLES
from app.site_files.read_sites import read_sites
from app.store.database import db
from tests.stores import an_app, apply

FIRST_FILE = 7_168
SECOND_FILE = 4_096
STUDYEXPERT = read_sites([EXAMPLES / "sites/studyexpert.yaml"])[0].site

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
    return script.rpartition('"banner":"')[2].partition('"')[0]


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
