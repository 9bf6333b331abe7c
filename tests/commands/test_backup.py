"""A backup is the whole book of one moment, and the book verifies after it was restored."""

import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import text

from app.cli import main
from app.services.transaction import writing
from app.store.database import db
from tests.makers import a_site
from tests.postgres import emptied, plain_address, tool
from tests.services.books import HOUR, record
from tests.stores import FILE, ON_POSTGRESQL, ON_SQLITE, an_app, apply, kept_elsewhere


@pytest.fixture
def app(tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The service with three sealed records, in the operator's settings."""
    app = an_app(tmp_path, store=store)
    monkeypatch.setenv("KELISIM_DATABASE_URL", app.config["SQLALCHEMY_DATABASE_URI"])
    monkeypatch.setenv("KELISIM_KEYS", str(tmp_path / "keys.json"))
    with app.app_context():
        apply(a_site())
        for number in range(3):
            record(number, -100 * HOUR)
        assert _run("signing", "rotate").exit_code == 0
        assert _run("seal").exit_code == 0
        yield app
        db.engine.dispose()


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@ON_SQLITE
@pytest.mark.usefixtures("app")
def test_a_copy_of_the_file_is_restored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "copy.sqlite"
    done = _run("backup", str(copy))
    assert done.output == f"The store was copied to {copy}, {copy.stat().st_size:,} bytes.\n"
    (tmp_path / FILE).unlink()
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{copy}")
    assert _run("verify").exit_code == 0
    assert "3 records" in _run("verify").output


@ON_SQLITE
@pytest.mark.usefixtures("app")
def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = _run("backup", str(tmp_path / "none" / "copy"))
    assert (done.exit_code, done.output) == (
        1,
        f"Error: {tmp_path / 'none' / 'copy'} cannot be written: No such file or directory.\n",
    )


@ON_SQLITE
@pytest.mark.usefixtures("app")
def test_nobody_else_reads_a_copy_and_half_of_one_is_none(tmp_path: Path) -> None:
    (tmp_path / "copy.new").write_text("the half of a copy that broke off")
    assert _run("backup", str(tmp_path / "copy")).exit_code == 0
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    assert list(tmp_path.glob("copy*")) == [tmp_path / "copy"]


@ON_SQLITE
@pytest.mark.usefixtures("app")
def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    done = _run("backup", str(tmp_path / "mine"))
    assert (done.exit_code, (tmp_path / "mine").read_text()) == (1, "mine")
    assert "is there already" in done.output


@ON_SQLITE
@pytest.mark.usefixtures("app")
def test_a_store_of_an_earlier_release_is_copied_before_it_is_upgraded(tmp_path: Path) -> None:
    with writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001_first'"))
    assert "run `kelisim upgrade` first" in _run("verify").output
    assert _run("backup", str(tmp_path / "copy")).exit_code == 0
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        assert copy.execute("SELECT count(*) FROM consent_records").fetchone() == (3,)


@ON_SQLITE
@pytest.mark.usefixtures("app")
def test_where_there_is_no_store_none_is_made_or_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite")
    done = _run("backup", str(tmp_path / "copy"))
    assert (done.exit_code, done.output) == (1, f"Error: There is no store at {tmp_path}/none.sqlite.\n")
    assert not list(tmp_path.glob("none.sqlite*"))


@ON_POSTGRESQL
@pytest.mark.usefixtures("app")
def test_another_store_says_what_to_take(tmp_path: Path) -> None:
    done = _run("backup", str(tmp_path / "copy"))
    assert (done.exit_code, "pg_dump" in done.output) == (1, True)


@ON_POSTGRESQL
@pytest.mark.usefixtures("app")
def test_a_dump_is_restored(tmp_path: Path) -> None:
    dump = str(tmp_path / "kelisim.dump")
    _tool("pg_dump", "--format=custom", f"--file={dump}", plain_address())
    db.engine.dispose()
    emptied()
    assert kept_elsewhere() == 0
    _tool("pg_restore", "--clean", "--if-exists", "--exit-on-error", f"--dbname={plain_address()}", dump)
    assert kept_elsewhere() == 3
    assert _run("verify").exit_code == 0


def _tool(name: str, *arguments: str) -> None:
    subprocess.run([tool(name), *arguments], check=True, capture_output=True, text=True)
