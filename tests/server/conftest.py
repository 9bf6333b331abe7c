"""A server of its own for a test, or one for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.served import Served, served


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that no test disturbs for the others."""
    with served(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a test's own server keeps its store."""
    return tmp_path
