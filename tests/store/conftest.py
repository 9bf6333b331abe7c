"""A store with one site in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.store.database import db
from tests.makers import a_site
from tests.stores import an_app, apply


@pytest.fixture(autouse=True)
def app(tmp_path: Path, store: str) -> Iterator[Flask]:
    """The service, in whose context the test runs."""
    app = an_app(tmp_path, store=store)
    with app.app_context():
        apply(a_site())
        yield app
        db.engine.dispose()
