"""The command line on a store of its own, where serving is noted instead."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import cli
from app.settings import Settings
from tests.stores import FILE


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of the test's own, that does not exist yet; logs as they were."""
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path}/{FILE}")
    monkeypatch.setenv("KELISIM_KEYS", str(tmp_path / "keys.json"))
    before = logging.getLogger().handlers[:], logging.getLogger().level
    yield
    logging.getLogger().handlers[:], level = before
    logging.getLogger().setLevel(level)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Flask, Settings]]:
    """What would be served, instead of serving it."""
    calls: list[tuple[Flask, Settings]] = []
    monkeypatch.setattr(cli, "serve", lambda make_app, settings: calls.append((make_app(), settings)))
    return calls
