"""The service as the house tests look at it: with the demo, on an empty database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.settings import Settings
from app.store.database import db


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The whole service; every connection to its database is closed at the end."""
    made = create_app(Settings(database_url=f"sqlite:///{tmp_path}/house.sqlite", demo=True))
    yield made
    with made.app_context():
        db.engine.dispose()
