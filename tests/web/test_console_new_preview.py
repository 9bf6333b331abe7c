"""The form of a new site shows the real banner of as much as has been typed, and keeps none of it."""

import json
import logging
import re
from base64 import urlsafe_b64encode
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.user import EVERY_SITE, Role
from app.services.read_documents import read_documents
from tests.web.console import OURS, signed_in

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_NEW = "/admin/new-site"
_TYPED = {
    "languages": ["kk", "en"],
    "controller.name": ["ТОО «Дельта»"],
    "counters": ["yandex-metrica"],
    "banner": ["bar top"],
}


@pytest.fixture
def owner(app: Flask) -> FlaskClient:
    """Return the browser of an owner."""
    return signed_in(app, {EVERY_SITE: Role.OWNER})


def _at(typed: object, file: str = "kelisim.js") -> str:
    written = typed if isinstance(typed, bytes) else json.dumps(typed).encode()
    return f"{_NEW}/preview/{urlsafe_b64encode(written).decode().rstrip('=')}/kk/{file}"


def _frames(told: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'<iframe[^>]* src="([^"]+)"', told)]


def test_the_banner_is_the_real_one_of_what_is_typed(app: Flask, owner: FlaskClient) -> None:
    frame = owner.get(_at(_TYPED, ""))
    assert "default-src 'none'" in frame.headers["Content-Security-Policy"]
    assert '<script src="kelisim.js">' in frame.get_data(as_text=True)
    script = owner.get(_at(_TYPED))
    told = script.get_data(as_text=True)
    assert (script.mimetype, script.headers["Cache-Control"]) == ("text/javascript", "no-store")
    for seen in ("ТОО «Дельта»", 'layout:"bar"', 'position:"top"', "Accept all", "yandex-metrica"):
        assert seen in told
    assert "Принять" not in told
    assert owner.get(_at(_TYPED, "details/draft/kk.js")).status_code == 200
    assert owner.get(_at(_TYPED, "details/draft/ru.js")).status_code == 404
    with app.app_context():
        assert "new" not in {each["site"] for each in read_documents()}


@pytest.mark.parametrize(
    "typed", [{}, {"controller.name": [" "]}, {"languages": ["ru"], "site": ["Ё"], "origins": ["?"]}]
)
def test_what_is_not_typed_yet_is_left_open(owner: FlaskClient, typed: dict[str, Any]) -> None:
    told = owner.get(_at(typed)).get_data(as_text=True)
    assert "Принять все" in told
    assert "Оператор: …" in told


@pytest.mark.parametrize(
    "typed",
    [
        b"{",
        b"\xff",
        b'{"controller.name":["\\ud800"]}',
        b"[" * 2000,
        [],
        {"banner": []},
        {"banner": "bar top"},
        {"banner": ["bar", None]},
        {"banner": ["heap top"]},
        {"languages": ["xx"]},
        {"counters": ["nobody-knows"]},
    ],
)
def test_an_address_that_no_form_makes_is_not_found(owner: FlaskClient, typed: object) -> None:
    assert owner.get(_at(typed)).status_code == 404


def test_the_page_shows_it_in_every_language_on_a_phone_and_a_computer(owner: FlaskClient) -> None:
    frames = _frames(owner.get(f"{_NEW}?lang=kk").get_data(as_text=True))
    assert [frame.rpartition("/preview/")[2].split("/")[1] for frame in frames] == ["kk", "kk", "en", "en", "ru", "ru"]
    assert owner.get(frames[0]).status_code == 200
    assert "Барлығын қабылдау" in owner.get(f"{frames[0]}kelisim.js").get_data(as_text=True)


def test_a_form_at_fault_comes_back_with_what_it_showed(owner: FlaskClient) -> None:
    refused = owner.post(_NEW, data=_TYPED, headers=OURS)
    assert refused.status_code == 422
    told = refused.get_data(as_text=True)
    assert 'value="bar top" checked' in told
    script = owner.get(f"{_frames(told)[0]}kelisim.js").get_data(as_text=True)
    assert "ТОО «Дельта»" in script
    assert 'layout:"bar"' in script


def test_the_place_of_the_banner_is_the_sites(owner: FlaskClient) -> None:
    filled = {**_TYPED, "name": "Delta", "origins": "delta.kz", "controller.country": "KZ", "storage.country": "KZ"}
    assert owner.post(_NEW, data=filled, headers=OURS).status_code == 303
    assert 'layout:"bar"' in owner.get("/v1/sites/delta/kelisim.js").get_data(as_text=True)


def test_what_is_typed_is_not_in_the_log(owner: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "kelisim.requests"):
        owner.get(_at(_TYPED))
    (line,) = caplog.records
    assert vars(line)["path"] == f"{_NEW}/preview/…/kk/kelisim.js"
