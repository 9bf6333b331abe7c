"""`kelisim import` takes in a whole table or nothing, and can be told to do so again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli import main
from app.commands import import_ as importing
from app.signing.keyring import Keyring, write_keys
from app.store.database import db
from tests.makers import NOW, a_site
from tests.stores import FILE, an_app, apply

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The service, in the operator's settings; batches of two."""
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path / FILE}")
    monkeypatch.setenv("KELISIM_KEYS", str(tmp_path / "keys.json"))
    write_keys(tmp_path / "keys.json", Keyring(()).rotated(NOW))
    monkeypatch.setattr(importing, "_AT_ONCE", 2)
    monkeypatch.setattr(importing, "_SHOWN_AT_MOST", 2)
    app = an_app(tmp_path)
    with app.app_context():
        apply(a_site(retention_years=100))
        yield app
        db.engine.dispose()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Three answers."""
    path = tmp_path / "answers.csv"
    lines = [f"visitor-{number},2020-11-2{number}T06:10:00Z,analytics\n" for number in range(3)]
    path.write_text("\ufeffvisitor,time,categories\n" + "".join(lines), encoding="utf-8")
    return path


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", "cap", *map(str, arguments)])


def test_a_table_is_taken_in_once(table: Path) -> None:
    first = _run(table, "--edition", "1", "--language", "kk", "--counters-named", "--reason", "from the banner before")
    assert first.exit_code == 0, first.output
    assert first.stdout == "3 answers are new, 0 were there already, 0 are nothing to keep here.\n"
    assert first.stderr == "2 answers\n3 answers\n"
    again = _run(table, "--edition", "1", "--language", "kk", "--counters-named")
    assert again.stdout == "0 answers are new, 3 were there already, 0 are nothing to keep here.\n"
    listed = CliRunner().invoke(main, ["accesses", "cap"]).stdout.splitlines()
    assert [line.split("  ")[2:] for line in listed] == [
        ["import", f"{count} records", "from the banner before"] for count in (2, 1)
    ]


def test_the_same_table_is_the_same_after_a_rotation(table: Path) -> None:
    _run(table)
    assert CliRunner().invoke(main, ["signing", "rotate"]).exit_code == 0
    assert _run(table).stdout.startswith("0 answers are new, 3 were there already")


def test_a_file_of_keys_without_a_secret_is_told_of(table: Path, tmp_path: Path) -> None:
    write_keys(tmp_path / "keys.json", Keyring(()))
    told = _run(table)
    assert told.exit_code == 1
    assert "kelisim signing rotate" in told.output


def test_nothing_is_taken_in_when_one_line_is_wrong(table: Path) -> None:
    with table.open("a", encoding="utf-8") as lines:
        lines.write("visitor-3,2020-11-20T06:10:00Z,statistics\n")
    told = _run(table)
    assert told.exit_code == 1
    known = "functional, analytics, advertising"
    assert told.output == (
        f"Error: Nothing was imported.\n{table}:5: categories: this site has no 'statistics', but {known}.\n"
    )
    assert CliRunner().invoke(main, ["accesses", "cap"]).stdout == ""


def test_many_faults_are_counted_and_not_all_shown(table: Path) -> None:
    with table.open("a", encoding="utf-8") as lines:
        lines.write("visitor-3\n" * 3)
    assert _run(table).output.endswith(f"{table}:6: A column is missing.\nand 1 more\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--edition", "4"), "The newest edition of this site's policy is 3."),
        (("--language", "de"), "This site speaks ru, kk, en."),
    ],
)
def test_what_they_cannot_have_seen_is_refused(table: Path, arguments: tuple[str, ...], told: str) -> None:
    assert told in _run(table, *arguments).output
