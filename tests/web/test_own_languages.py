"""Banner, second layer, policy page and receipt speak a language that the operator has brought, from right to left."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.places import EXAMPLES
from app.signing.keyring import Keyring, write_keys
from app.store.database import db
from app.translations import speak
from tests.makers import NOW, a_record_id
from tests.site_files.files import WHOLE, read
from tests.stores import an_app, apply
from tests.web.calls import VISITOR_ADDRESS, a_sent_decision, send
from tests.web.calls import read as read_address

FOLDER = EXAMPLES / "translations"
ARABIC: dict[str, str] = json.loads((FOLDER / "ar.json").read_text("utf-8"))
SITE = WHOLE.replace("languages: [ru, kk]", "languages: [ar, ru]") + "counters: [{use: yandex-metrica}]\n"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    keys = tmp_path / "keys.json"
    write_keys(keys, Keyring(()).rotated(NOW))
    app = an_app(tmp_path, translations=str(FOLDER), keys=str(keys))
    with app.app_context():
        apply(read(tmp_path, SITE).site)
    yield app
    with app.app_context():
        db.engine.dispose()
    speak({})


def test_both_layers_speak_it(http: FlaskClient) -> None:
    script = http.get("/v1/sites/cap/kelisim.js").text
    assert ARABIC["button.accept_all"] in script
    assert '["ar"]' in script  # the module that turns the banner round
    revision = re.search(r'banner"?:"(\w+)"', script)
    assert revision is not None
    details = http.get(f"/v1/sites/cap/details/{revision[1]}/ar.js").text
    assert ARABIC["counter.yandex-metrica.purpose"] in details
    assert ARABIC["category.analytics.description"] in details


def test_the_policy_runs_from_right_to_left(http: FlaskClient) -> None:
    page = http.get("/sites/cap/policy?lang=ar").text
    assert '<html lang="ar" dir="rtl">' in page
    assert f"<h1>{ARABIC['policy.title']}</h1>" in page
    assert '<html lang="ru">' in http.get("/sites/cap/policy?lang=ru").text


def test_a_receipt_shows_it(http: FlaskClient) -> None:
    page = "https://cap.kz"
    send(http, body=a_sent_decision(language="ar", edition=1, page=page), origin=page)
    receipt = read_address(http, f"{VISITOR_ADDRESS}/records/{a_record_id()}", origin=page).get_json()
    assert receipt["pii_processing"]["language"] == "ar"
    assert receipt["pii_processing"]["withdrawal_method"] == ARABIC["link.settings_footer"]
    assert receipt["pii_processing"]["purposes"][0]["purpose"] == ARABIC["category.necessary.description"]
