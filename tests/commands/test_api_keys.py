"""`kelisim key`: API keys are added, listed and revoked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli import main
from app.domain.api_key import Scope
from app.services.use_key import use_key
from app.store.database import db
from tests.makers import NOW, a_site
from tests.stores import FILE, an_app, apply


@pytest.fixture(autouse=True)
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The service with a site; its clock stands still."""
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path / FILE}")
    monkeypatch.setattr("app.commands.keys.utc_now", lambda: NOW)
    app = an_app(tmp_path)
    with app.app_context():
        apply(a_site())
        yield app
        db.engine.dispose()


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["key", *arguments])


def _id(told: str) -> str:
    return told.split("_")[1]


def test_a_key_is_printed_and_opens() -> None:
    told = _run("add", "cap", "--name", "shop").output.strip()
    assert use_key(a_site().id, told, Scope.READ, NOW).name == "shop"


def test_keys_are_listed_with_their_scopes_and_days() -> None:
    used = _run("add", "cap", "--name", "shop").output.strip()
    revoked = _run("add", "cap", "--name", "old desk", "--scope", "write", "--scope", "read").output.strip()
    use_key(a_site().id, used, Scope.READ, NOW)
    assert _run("revoke", "cap", _id(revoked)).output == f"{_id(revoked)} opens nothing any more.\n"
    added = "added 2026-11-21T06:10:00Z"
    assert set(_run("list", "cap").output.splitlines()) == {
        f"{_id(used)}  read  {added}  last used 2026-11-21  shop",
        f"{_id(revoked)}  read,write  {added}  never used  revoked 2026-11-21T06:10:00Z  old desk",
    }


def test_a_key_that_is_not_there_is_not_revoked() -> None:
    told = _run("revoke", "cap", "0" * 16)
    assert told.exit_code == 1
    assert "has no API key" in told.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("cap", "--name", "x" * 81), "at most 80 characters"),
        (("nobody", "--name", "shop"), "There is no site"),
        (("cap", "--name", "shop", "--scope", "all"), "Invalid value"),
    ],
)
def test_a_key_that_cannot_be_is_refused_in_words(arguments: tuple[str, ...], words: str) -> None:
    told = _run("add", *arguments)
    assert told.exit_code != 0
    assert words in told.output
