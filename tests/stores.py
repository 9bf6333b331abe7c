"""Real stores for tests: a database file is migrated once, and copied for each test."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade as migrate
from sqlalchemy import NullPool, create_engine, func, select

from app import create_app
from app.domain.site import Site
from app.services.apply_sites import Application, apply_sites
from app.settings import Settings
from app.store.database import db
from app.store.tables import ConsentRow
from app.web.clock import Clock
from tests.makers import NOW
from tests.postgres import emptied

FILE = "kelisim.sqlite"


def an_app(folder: Path, clock: Clock = lambda: NOW, store: str = "sqlite", **other: Any) -> Flask:
    """Return the service on a fresh store; nobody writes too often, unless a test says so.

    The store is SQLite in the folder, or the one PostgreSQL, emptied.
    """
    address = emptied() if store == "postgresql" else _copied(folder / FILE)
    chosen = {"database_url": address, "write_limit": "1000000/second", "site_limit": "1000000/second", **other}
    app = create_app(Settings(**chosen), clock)
    with app.app_context():
        db.engine._compiled_cache = _compiled(store)  # noqa: SLF001
    return app


class _Compiled(dict[Any, Any]):
    """What was compiled for one kind of store; keys begin with an engine's own dialect, which is left out."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(key[1:], compiled)


@cache
def _compiled(_store: str) -> _Compiled:
    """Return what was compiled by the test before: to do so anew is half of applying a site."""
    return _Compiled()


ON_SQLITE = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
"""Marks what is about SQLite's own manners."""

ON_POSTGRESQL = pytest.mark.parametrize("store", ["postgresql"], indirect=True)
"""Marks what is about PostgreSQL's own manners."""


def kept_elsewhere() -> int:
    """Count the records that somebody else sees, on a connection of another pool."""
    other = create_engine(db.engine.url, poolclass=NullPool)
    with other.connect().execution_options(writes=False) as connection:
        return connection.scalar(select(func.count()).select_from(ConsentRow)) or 0


def apply(*sites: Site, document: dict[str, Any] | None = None) -> None:
    """Apply sites, as if a file had said so."""
    apply_sites([Application(site, document or {"site": site.id}) for site in sites], NOW)


def _copied(store: Path) -> str:
    store.write_bytes(_migrated())
    return f"sqlite:///{store}"


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        store = Path(folder, FILE)
        with create_app(Settings(database_url=f"sqlite:///{store}")).app_context():
            migrate()
            db.engine.dispose()
        return store.read_bytes()
