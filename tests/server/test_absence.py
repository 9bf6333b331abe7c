"""While the store is away one thread asks for it; it is there again when it has answered."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from flask import Flask

from app.domain.errors import StoreUnavailable
from app.server import absence
from app.server.absence import Absence
from app.services.check_store import check_store
from app.store.database import db
from tests.stores import ON_SQLITE, an_app

pytestmark = ON_SQLITE


@pytest.fixture
def app(tmp_path: Path, store: str) -> Iterator[Flask]:
    app = an_app(tmp_path, store=store)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def back(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Set when the store is to answer again."""
    back = Event()

    def check() -> None:
        if not back.is_set():
            raise StoreUnavailable
        check_store()

    monkeypatch.setattr("app.server.absence.check_store", check)
    monkeypatch.setattr(absence, "_PAUSE_SECONDS", 0.01)
    return back


def _await_end(of: Absence) -> None:
    until = time.monotonic() + 30
    while of.lasts():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_it_lasts_until_the_store_answers(app: Flask, back: Event) -> None:
    away = Absence()
    assert not away.lasts()
    away.begin(app)
    away.begin(app)
    assert away.lasts()
    back.set()
    _await_end(away)


def test_it_is_long_after_a_while_only(app: Flask, back: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    away = Absence()
    monkeypatch.setattr(absence, "LONG_SECONDS", 0)
    assert not away.is_long()
    away.begin(app)
    time.sleep(0.001)
    assert away.is_long()
    monkeypatch.setattr(absence, "LONG_SECONDS", 60)
    assert not away.is_long()
    back.set()
    _await_end(away)
