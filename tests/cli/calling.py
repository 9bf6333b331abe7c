"""Calls of the command line, and a look into the store that they leave."""

from pathlib import Path

from click.testing import CliRunner, Result
from flask.ctx import AppContext

from app import create_app
from app.cli import main
from app.settings import Settings
from tests.stores import FILE


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def output(*arguments: object) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def failure(*arguments: object) -> str:
    result = run(*arguments)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), "a failure is told, not thrown"
    return result.stderr


def in_store(folder: Path) -> AppContext:
    return create_app(Settings(database_url=f"sqlite:///{folder}/{FILE}")).app_context()
