"""Real stores for tests: a database file is migrated once, and copied for each test."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from flask_migrate import upgrade as migrate

from app import create_app
from app.domain.site import Site
from app.services.apply_sites import Application, apply_sites
from app.settings import Settings
from app.store.database import db
from app.web.clock import Clock
from tests.makers import NOW

FILE = "kelisim.sqlite"


def an_app(folder: Path, clock: Clock = lambda: NOW, **other: Any) -> Flask:
    """Return the service on a fresh store in a folder; nobody writes too often, unless a test says so."""
    store = folder / FILE
    store.write_bytes(_migrated())
    chosen = {"database_url": f"sqlite:///{store}", "write_limit": "1000000/second", **other}
    return create_app(Settings(**chosen), clock)


def apply(*sites: Site, document: dict[str, Any] | None = None) -> None:
    """Apply sites, as if a file had said so."""
    apply_sites([Application(site, document or {"site": site.id}) for site in sites], NOW)


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        store = Path(folder, FILE)
        with create_app(Settings(database_url=f"sqlite:///{store}")).app_context():
            migrate()
            db.engine.dispose()
        return store.read_bytes()
