"""Who has pasted the tag sees its first call: from where, and when; a page of another address sees the reason."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.user import EVERY_SITE, Role
from app.services import hear_origin as service
from app.services.hear_origin import Heard, hear_origin, heard_origins
from app.web import hearing
from tests.makers import NOW, a_site
from tests.web.calls import PAGE, SHOWN, send
from tests.web.console import signed_in

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_SHOWING = {"edition": 3, "language": "ru"}


def _heard(app: Flask) -> tuple[list[Heard], list[Heard]]:
    with app.app_context():
        ours, strangers = heard_origins(a_site())
    return list(ours), list(strangers)


def test_the_first_call_of_each_origin_is_kept_and_no_other(
    app: Flask, http: FlaskClient, clock: list[datetime]
) -> None:
    send(http, SHOWN, _SHOWING)
    clock.append(NOW + timedelta(minutes=1))
    send(http, SHOWN, _SHOWING)
    send(http, SHOWN, _SHOWING, origin="https://shop.example")
    send(http, SHOWN, _SHOWING, origin="null")
    send(http, SHOWN, _SHOWING, origin=f"https://{'a' * 300}.example")
    assert _heard(app) == ([Heard(PAGE, NOW)], [Heard("https://shop.example", clock[-1])])


def test_the_tags_page_says_who_called_and_who_was_refused(app: Flask, http: FlaskClient) -> None:
    browser = signed_in(app, {EVERY_SITE: Role.OWNER})
    assert "data-awaits" in browser.get("/admin/sites/cap/tag?lang=en").get_data(as_text=True)
    send(http, SHOWN, _SHOWING)
    send(http, SHOWN, _SHOWING, origin="https://shop.example")
    told = browser.get("/admin/sites/cap/tag?lang=en").get_data(as_text=True)
    assert "First calls: <code>https://learn.cap.kz</code>" in told
    assert "A page of https://shop.example called at" in told
    assert "data-awaits" not in told


def test_strangers_fill_neither_the_store_nor_the_memory(
    app: Flask, http: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_AT_MOST", 2)
    monkeypatch.setattr(hearing, "_AT_MOST", 3)
    for number in range(4):
        send(http, SHOWN, _SHOWING, origin=f"https://n{number}.example")
    assert [each.origin for each in _heard(app)[1]] == ["https://n0.example", "https://n1.example"]
    with app.app_context():
        hear_origin(a_site().id, "https://n0.example", NOW)
    assert len(app.extensions["kelisim.heard"][True]) == 3
    send(http, SHOWN, _SHOWING)
    assert [each.origin for each in _heard(app)[0]] == [PAGE], "her own page is heard whoever called before"
