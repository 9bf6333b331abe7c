"""The service on a store of its own, with one site, as a browser's page or a site's server calls it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.store.database import db
from tests.makers import a_site
from tests.stores import an_app, apply


@pytest.fixture
def app(tmp_path: Path, store: str) -> Iterator[Flask]:
    """The service; its clock stands still."""
    app = an_app(tmp_path, store=store)
    with app.app_context():
        apply(a_site())
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def http(app: Flask) -> FlaskClient:
    """Whoever calls it, keeping no cookies."""
    return app.test_client(use_cookies=False)
