"""`kelisim signing`, `kelisim seal` and `kelisim verify`, as an operator calls them."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import update

from app.cli import main
from app.services.issue_receipt import issue_receipt
from app.services.transaction import writing
from app.signing.keyring import read_keys
from app.store.database import db
from app.store.tables import ConsentRow
from tests.makers import NOW, a_record_id, a_site
from tests.services.books import HOUR, record, visitor
from tests.stores import FILE, an_app, apply

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The service with three records, long past."""
    app = an_app(tmp_path)
    with app.app_context():
        apply(a_site())
        for number in range(3):
            record(number, -100 * HOUR)
        yield app
        db.engine.dispose()


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The operator's settings; returns the file of the keys."""
    keys = tmp_path / "keys.json"
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path / FILE}")
    monkeypatch.setenv("KELISIM_KEYS", str(keys))
    for module in ("seal", "signing"):
        monkeypatch.setattr(f"app.commands.{module}.utc_now", lambda: NOW)
    return keys


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def _is_in_files(text: str, folder: Path) -> bool:
    return any(text.encode() in file.read_bytes() for file in folder.glob(f"{FILE}*"))


def _receipt(folder: Path, number: int = 1) -> Path:
    path = folder / f"receipt-{number}.json"
    ring = read_keys(folder / "keys.json")
    path.write_text(json.dumps(issue_receipt(ring, a_site(), visitor(number), a_record_id(number), NOW)))
    return path


def test_a_key_is_made_rotated_and_listed(settings: Path) -> None:
    assert _run("signing", "rotate").exit_code == 0
    assert _run("signing", "rotate").exit_code == 0
    ring = read_keys(settings)
    listed = _run("signing", "list").output.splitlines()
    assert [line.split()[0] for line in listed] == [key.id for key in ring.keys]
    assert [line.split()[-1] for line in listed] == ["2026-11-21T06:10:00Z", "now"]


def test_a_rotation_never_overwrites_what_it_cannot_read(settings: Path) -> None:
    settings.write_text("precious")
    assert _run("signing", "rotate").exit_code == 1
    assert settings.read_text() == "precious"


def test_sealing_prints_what_is_worth_keeping() -> None:
    _run("signing", "rotate")
    told = _run("seal")
    assert told.exit_code == 0
    assert told.output.startswith("Seal 1: 3 records and 0 accesses up to 2026-11-17T02:10:02Z, fingerprint ")
    assert _run("seal").output == "Nothing is to be sealed.\n"


def test_sealing_finishes_what_erasing_could_not_for_somebody_who_read(tmp_path: Path) -> None:
    _run("signing", "rotate")
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM consent_records").fetchone()
        _run("erase", "cap", visitor(1), "--reason", "she asked")
        assert _is_in_files(visitor(1), tmp_path)
        other.execute("COMMIT")
        _run("seal")
        assert not _is_in_files(visitor(1), tmp_path)


@pytest.mark.parametrize("command", ["seal", "verify"])
def test_without_keys_a_command_says_how_to_make_one(command: str) -> None:
    told = _run(command)
    assert told.exit_code == 1
    assert "kelisim signing rotate" in told.output


def test_sealing_goes_on_through_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    class Enough(Exception):
        pass

    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 1:
            _run("signing", "rotate")
        else:
            raise Enough

    monkeypatch.setattr("app.commands.seal.time.sleep", sleep)
    told = _run("seal", "--every", "600")
    assert isinstance(told.exception, Enough)
    assert waited == [600, 600]
    assert "kelisim signing rotate" in told.output
    assert "Seal 1: 3 records" in told.output


def test_an_honest_book_is_said_to_be_one() -> None:
    _run("signing", "rotate")
    fingerprint = _run("seal").output.split()[-1]
    told = _run("verify", "--known", fingerprint)
    assert told.exit_code == 0
    assert "Every record and every seal is as it was written." in told.output
    assert fingerprint in told.output


def test_a_book_without_seals_is_verified_too() -> None:
    _run("signing", "rotate")
    assert "0 seals." in _run("verify").output


def test_a_changed_book_fails_and_the_first_row_is_named() -> None:
    _run("signing", "rotate")
    _run("seal")
    with writing() as connection:
        connection.execute(update(ConsentRow).where(ConsentRow.id == a_record_id(1)).values(edition=1))
    told = _run("verify")
    assert told.exit_code == 1
    assert f"Record {a_record_id(1)} of cap: changed." in told.output


def test_a_long_verification_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.verifying.records._TELL_EVERY", 1)
    monkeypatch.setattr("app.commands.verify._TELL_EVERY", 2)
    _run("signing", "rotate")
    assert "2 records, " in _run("verify").stderr
    assert "3 records, " not in _run("verify").stderr


def test_a_receipt_is_verified_with_public_keys_and_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _run("signing", "rotate")
    _run("seal")
    receipt = _receipt(tmp_path)
    public = tmp_path / "public.json"
    public.write_text(json.dumps(read_keys(tmp_path / "keys.json").public()))
    monkeypatch.setenv("KELISIM_DATABASE_URL", "sqlite:////nowhere/at/all.sqlite")
    monkeypatch.delenv("KELISIM_KEYS")
    told = _run("verify", "--keys", str(public), str(receipt))
    assert (told.exit_code, told.output) == (0, f"{receipt}: genuine, in seal 1.\n1 genuine, 0 not.\n")


def test_many_receipts_in_one_file_are_verified_line_by_line(tmp_path: Path) -> None:
    _run("signing", "rotate")
    lines = [_receipt(tmp_path, number).read_text() for number in range(2)]
    export = tmp_path / "export.ndjson"
    export.write_text("\n".join([*lines, "", "{broken", lines[0].replace("given", "refused")]))
    told = _run("verify", str(export))
    assert told.exit_code == 1
    assert [line.removeprefix(str(export)) for line in told.stdout.splitlines()] == [
        ":1: genuine, not sealed when it was issued.",
        ":2: genuine, not sealed when it was issued.",
        ":4: not genuine. This is not a receipt, or parts of it are missing.",
        ":5: not genuine. The signature does not fit what it stands under.",
        "2 genuine, 2 not.",
    ]


def test_a_receipt_that_an_editor_put_a_mark_before_is_genuine(tmp_path: Path) -> None:
    _run("signing", "rotate")
    receipt = _receipt(tmp_path)
    receipt.write_text(receipt.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert _run("verify", str(receipt)).exit_code == 0


@pytest.mark.parametrize("content", [b"\xff\xfe\x00 no text", b"[" * 200_000, b"[1]\n" + b"[" * 200_000])
def test_a_file_of_anything_is_told_to_be_no_receipt(tmp_path: Path, content: bytes) -> None:
    _run("signing", "rotate")
    anything = tmp_path / "anything"
    anything.write_bytes(content)
    told = _run("verify", str(anything))
    assert told.exit_code == 1
    assert "not genuine. This is not a receipt" in told.stdout


def test_an_empty_file_is_no_success(tmp_path: Path) -> None:
    _run("signing", "rotate")
    empty = tmp_path / "empty.ndjson"
    empty.write_text("")
    assert _run("verify", str(empty)).exit_code == 1


def test_a_receipt_under_strange_keys_is_not_genuine(tmp_path: Path) -> None:
    _run("signing", "rotate")
    receipt = _receipt(tmp_path)
    (tmp_path / "keys.json").unlink()
    _run("signing", "rotate")
    assert "not among the known ones" in _run("verify", str(receipt)).output


def test_what_are_no_keys_verifies_nothing(tmp_path: Path) -> None:
    told = _run("verify", "--keys", str(tmp_path / FILE))
    assert told.exit_code == 1
    assert "cannot be read as keys" in told.output
