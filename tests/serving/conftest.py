"""A running service with one site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.database import db
from tests.makers import a_site
from tests.serving.running import Running
from tests.stores import an_app, apply

_SITE_FILE = {
    "site": "cap",
    "name": "Кап",
    "origins": ["https://cap.kz", "https://*.cap.kz"],
    "languages": ["ru", "kk", "en"],
    "controller": {"name": "ТОО «Кап»", "country": "KZ"},
    "storage": {"country": "KZ"},
    "policy": {"url": "https://cap.kz/privacy", "edition": 3, "effective": "2026-09-01", "asks_again": True},
    "counters": [{"use": "yandex-metrica", "account": "10000003"}],
}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A service of the test's own; it is stopped in the end if the test has not done so."""
    yield from _run(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service for all tests of a module."""
    yield from _run(tmp_path_factory.mktemp("shared"))


def _run(folder: Path) -> Iterator[Running]:
    with an_app(folder).app_context():
        apply(a_site(), document=_SITE_FILE)
        db.engine.dispose()
    service = Running(folder)
    yield service
    if service.process.poll() is None:
        service.kill()
