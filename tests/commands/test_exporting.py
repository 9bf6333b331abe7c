"""`kelisim export`: records leave in a form that others can check, and the way goes on where it was cut off."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli import main
from app.domain.device import Device
from app.services import export_site, export_visitor
from app.services.record_consent import record_consent
from app.store.database import db
from tests.makers import NOW, a_decision, a_record_id, a_site
from tests.services.books import HOUR, record, visitor
from tests.stores import FILE, an_app, apply

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The service with a key and five records, long past, in the operator's settings."""
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path / FILE}")
    monkeypatch.setenv("KELISIM_KEYS", str(tmp_path / "keys.json"))
    app = an_app(tmp_path)
    with app.app_context():
        apply(a_site())
        for number in range(5):
            record(number, -9000 * HOUR)
        _run("signing", "rotate")
        yield app
        db.engine.dispose()


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def _exported(path: Path, *arguments: str) -> str:
    """Write an export into a file; return what was told beside it."""
    told = _run("export", *arguments)
    assert told.exit_code == 0, told.output
    path.write_bytes(told.stdout_bytes)
    return told.stderr


def test_an_export_verifies_with_public_keys(tmp_path: Path) -> None:
    told = _exported(tmp_path / "export", "cap", "--reason", "a request")
    assert told == "5 of 5 records; the end\n"
    verified = _run("verify", str(tmp_path / "export"))
    assert verified.exit_code == 0
    assert verified.output == (
        "5 records, 5 of them not sealed when they were exported.\n"
        "The export is whole, and every line is as it was written.\n"
    )
    assert "export  5 records  a request" in _run("accesses", "cap").output


def test_an_export_goes_on_where_it_was_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_site, "AT_ONCE", 2)
    told = _exported(tmp_path / "whole", "cap")
    first, *_ = told.splitlines()
    (cursor,) = re.findall(r"2 of 5 records; go on from here with --after (\S+)$", first)
    _exported(tmp_path / "rest", "cap", "--after", cursor)
    lines = (tmp_path / "whole").read_bytes().splitlines(keepends=True)
    (tmp_path / "first").write_bytes(b"".join(lines[:4]))
    verified = _run("verify", str(tmp_path / "first"), str(tmp_path / "rest"))
    assert verified.exit_code == 0, verified.output
    assert verified.output.startswith("5 records")


def test_a_changed_export_fails_and_the_first_line_is_named(tmp_path: Path) -> None:
    _exported(tmp_path / "export", "cap")
    changed = (tmp_path / "export").read_text().replace("https://cap.kz/courses", "https://cap.kz/other")
    (tmp_path / "export").write_text(changed)
    verified = _run("verify", str(tmp_path / "export"))
    assert verified.exit_code == 1
    assert verified.output.splitlines()[0].startswith(f"{tmp_path}/export:1, record {a_record_id(0)}: changed.")
    assert "5 findings; the first stands first." in verified.output


def test_many_findings_are_counted_and_not_all_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.commands.verify_files.SHOWN_AT_MOST", 1)
    (tmp_path / "export").write_text('{"record":{}}\n' * 3)
    verified = _run("verify", str(tmp_path / "export"))
    assert verified.exit_code == 1
    assert verified.output.count("changed") == 1


def test_restricted_records_leave_for_an_authority_only(tmp_path: Path) -> None:
    reason = ("--reason", "dispute 7")
    assert _run("restrict", "cap", visitor(1), *reason).output == "1 records are kept and not used.\n"
    assert _run("restrict", "cap", visitor(1), *reason).output.startswith("Nothing to restrict")
    assert "4 of 5 records, 1 restricted ones left out; the end" in _exported(tmp_path / "export", "cap")
    assert "1 records are restricted, and were left out." in _run("verify", str(tmp_path / "export")).output
    _exported(tmp_path / "hers", "cap", "--visitor", visitor(1))
    assert json.loads((tmp_path / "hers").read_text().splitlines()[-1])["restricted_since"] is not None
    assert "5 of 5 records;" in _exported(tmp_path / "all", "cap", "--with-restricted", *reason)
    assert _run("restrict", "cap", visitor(1), "--lift", *reason).output == "1 records are used again.\n"
    assert _run("restrict", "cap", visitor(1), "--lift", *reason).output == "No restriction was there.\n"


def test_a_table_is_written_without_a_key(tmp_path: Path) -> None:
    (tmp_path / "keys.json").unlink()
    _exported(tmp_path / "table", "cap", "--format", "csv")
    rows = (tmp_path / "table").read_text().splitlines()
    assert rows[0].startswith("record,visitor,decided_at")
    assert len(rows) == 6
    assert "kelisim signing rotate" in _run("export", "cap").output


def test_what_is_held_about_one_visitor_is_given_out_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_visitor, "AT_ONCE", 1)
    later = a_decision(id=a_record_id(9), visitor=visitor(1), decided_at=NOW - 8000 * HOUR)
    record_consent(a_site(), later, Device.PHONE, NOW - 8000 * HOUR)
    _exported(tmp_path / "hers", "cap", "--visitor", visitor(1), "--reason", "she asked for it")
    *receipts, end = map(json.loads, (tmp_path / "hers").read_text().splitlines())
    assert [receipt["record_id"] for receipt in receipts] == [a_record_id(9), a_record_id(1)]
    assert {receipt["pii_principal_id"] for receipt in receipts} == {visitor(1)}
    assert end["records"] == 2
    assert [(each["act"], each["reason"]) for each in end["accesses"]] == [("export", "she asked for it")]
    verified = _run("verify", str(tmp_path / "hers"))
    assert verified.exit_code == 0, verified.output
    assert "3: the end of the export of one visitor, 2 receipts." in verified.output


def test_an_export_of_one_visitor_that_lacks_a_receipt_is_not_genuine(tmp_path: Path) -> None:
    _exported(tmp_path / "hers", "cap", "--visitor", visitor(1))
    end = (tmp_path / "hers").read_text().splitlines()[1]
    for changed in (end, end.replace('"records":1', '"records":0'), end.replace('"signature"', '"at"')):
        (tmp_path / "hers").write_text(f"{changed}\n\n{{")
        assert _run("verify", str(tmp_path / "hers")).output.count("not genuine") == 2


def test_of_one_who_is_not_known_only_the_end_is_given_out(tmp_path: Path) -> None:
    _exported(tmp_path / "nobody", "cap", "--visitor", "x" * 22)
    (end,) = map(json.loads, (tmp_path / "nobody").read_text().splitlines())
    assert (end["records"], end["accesses"]) == (0, [])
    assert "x" * 22 not in _run("accesses", "cap").output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("cap", "--with-restricted"), "say with --reason"),
        (("nobody",), "There is no site 'nobody' here."),
        (("cap", "--after", "a.b.c"), "This is no cursor"),
        (("cap", "--after", "1"), "This is no cursor"),
        (("cap", "--visitor", "me"), "22 characters"),
        (("cap", "--visitor", "x" * 22, "--format", "csv"), "leave out --format"),
    ],
)
def test_what_cannot_be_exported_is_told(arguments: tuple[str, ...], told: str) -> None:
    assert told in _run("export", *arguments).output
