"""`kelisim accesses`: what was done to records is listed, and by whom."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli import main
from app.commands.operator import operator
from app.store.database import db
from tests.makers import a_site
from tests.services.books import record, visitor
from tests.stores import FILE, an_app, apply

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The service with two records, in the operator's settings."""
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path / FILE}")
    app = an_app(tmp_path)
    with app.app_context():
        apply(a_site())
        record(1)
        record(2)
        yield app
        db.engine.dispose()


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_an_erasure_is_listed_with_who_and_why_and_not_of_whom() -> None:
    _run("erase", "cap", visitor(1), "--reason", "letter 17 of 20 November")
    (line,) = _run("accesses", "cap").output.splitlines()
    assert line.split("  ")[1:] == [operator(), "erase", "1 records", "letter 17 of 20 November"]
    assert visitor(1) not in line


def test_the_list_begins_at_a_day() -> None:
    _run("erase", "cap", visitor(1), "--reason", "she asked")
    assert _run("accesses", "cap", "--since", "2001-01-01").output != ""
    assert _run("accesses", "cap", "--since", "9001-01-01").output == ""


def test_an_erasure_needs_a_reason() -> None:
    assert "--reason" in _run("erase", "cap", visitor(1)).output


def test_an_account_without_a_name_is_known_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    assert operator() == "operator:4000000000"
