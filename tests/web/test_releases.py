"""Releases are kept for ever by whoever loads them; what they ask for is data."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.ids import SiteId
from app.services.find_banner import find_banner_settings
from app.web.releases import RELEASES, releases
from tests.web.calls import problem

_SETTINGS = "/v1/sites/cap/kelisim.json"


@pytest.mark.parametrize("release", releases())
def test_a_release_is_served_as_it_is_for_ever(http: FlaskClient, release: str) -> None:
    answer = http.get(f"/v1/releases/{release}", headers={"Origin": "https://anybody.example"})
    assert answer.get_data() == (RELEASES / release).read_bytes()
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = http.get(f"/v1/releases/{release}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["kelisim-0.0.0.js", "..%2Frelease.js", "release.js"])
def test_what_is_no_release_is_unknown(http: FlaskClient, name: str) -> None:
    assert problem(http.get(f"/v1/releases/{name}"))[0] == 404


def test_the_settings_are_data_that_any_page_may_read(app: Flask, http: FlaskClient) -> None:
    answer = http.get(_SETTINGS, headers={"Origin": "https://anybody.example"})
    with app.app_context():
        assert answer.get_json() == json.loads(find_banner_settings(SiteId("cap"), None).written)
    assert answer.headers["Cache-Control"].startswith("public, max-age=300,")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert problem(http.get("/v1/sites/nobody/kelisim.json")) == (404, "unknown-site")


def test_the_details_are_data_that_never_change(http: FlaskClient) -> None:
    revision = http.get(_SETTINGS).get_json()["banner"]
    answer = http.get(f"/v1/sites/cap/details/{revision}/ru.json")
    assert answer.get_json()["texts"]["saved"] == "Выбор сохранён."
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert problem(http.get("/v1/sites/cap/details/ffffffffffff/ru.json")) == (404, "unknown-banner")
