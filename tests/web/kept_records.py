"""A service with a few records of a visitor, and the browser of an owner who looks at them."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.device import Device
from app.domain.user import EVERY_SITE, Role
from app.services.list_accesses import list_accesses
from app.services.record_consent import record_consent
from app.signing.keyring import Keyring, write_keys
from app.store.database import db
from tests.makers import NOW, VISITOR, a_decision, a_record_id, a_refusal, a_site, another_site
from tests.stores import an_app, apply
from tests.web.console import signed_in

RING = Keyring(()).rotated(NOW)
RECORDS = "/admin/sites/cap/records"
STORY = f"/admin/sites/cap/visitors/{VISITOR}"
RECORD = f"{STORY}/records/{a_record_id()}"
LOG = "/admin/sites/cap/accesses"


@pytest.fixture
def app(tmp_path: Path, store: str, clock: list[datetime]) -> Iterator[Flask]:
    """The service with a key, a visitor's acceptance and her refusal a minute later."""
    write_keys(tmp_path / "keys.json", RING)
    app = an_app(tmp_path, lambda: clock[-1], store, keys=str(tmp_path / "keys.json"))
    with app.app_context():
        apply(a_site(), another_site())
        record_consent(a_site(), a_decision(), Device.PHONE, NOW)
        later = NOW + timedelta(minutes=1)
        record_consent(a_site(), a_refusal(id=a_record_id(1), decided_at=later), Device.PHONE, later)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def owner(app: Flask) -> FlaskClient:
    """Return the browser of an owner of every site."""
    browser = signed_in(app, {EVERY_SITE: Role.OWNER})
    browser.get("/admin/?lang=en")
    return browser


def log(app: Flask) -> list[tuple[str, str, int, str | None, str | None]]:
    """Return what the log of accesses says of records, and nothing of users."""
    with app.app_context():
        found = list_accesses(a_site(), NOW - timedelta(days=1))
        told = [each for each in found if each.is_about_records]
        return [(each.actor, each.act, each.records, each.visitor, each.reason) for each in told]


def receipt_of(browser: FlaskClient) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(browser.get(f"{RECORD}/receipt.json").data)
    return document
