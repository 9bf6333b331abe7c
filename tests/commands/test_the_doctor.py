"""`kelisim doctor` finds nothing in a deployment that is well, and says what to mend in any other."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from flask import Flask

from app.cli import main
from app.commands.checkup import disk
from app.domain.two_factor import TwoFactor
from app.domain.user import EVERY_SITE, Role, User, UserId
from app.services.transaction import writing
from app.signing.encryption import encrypted
from app.signing.keyring import read_keys
from app.store import examination, users
from app.store.database import db
from app.web.shared_counters import SharedCounters
from tests.makers import NOW, a_site
from tests.services.books import HOUR, record, seal
from tests.stores import FILE, ON_POSTGRESQL, ON_SQLITE, an_app, apply

pytestmark = pytest.mark.usefixtures("well")

EVERYTHING_WELL = {
    "journal_mode": "wal",
    "synchronous": "2",
    "foreign_keys": "1",
    "secure_delete": "1",
    "server_version_num": "150004",
    "synchronous_commit": "on",
    "fsync": "on",
    "full_page_writes": "on",
}


@pytest.fixture
def app(tmp_path: Path, store: str) -> Iterator[Flask]:
    """The service on one of the stores, with a site; whatever is made is its owner's alone."""
    before = os.umask(0o077)
    app = an_app(tmp_path, store=store)
    with app.app_context():
        apply(a_site())
        yield app
        db.engine.dispose()
    os.umask(before)


@pytest.fixture
def well(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deployment as it should be; the tests' PostgreSQL is not set to be durable, but says so."""
    monkeypatch.setenv("KELISIM_DATABASE_URL", app.config["SQLALCHEMY_DATABASE_URI"])
    monkeypatch.setenv("KELISIM_KEYS", str(tmp_path / "keys.json"))
    monkeypatch.setenv("KELISIM_PROXIES", "1")
    monkeypatch.setattr("app.commands.doctor.utc_now", lambda: NOW)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=2 * disk.ENOUGH))
    if db.engine.dialect.name == "postgresql":
        monkeypatch.setattr(examination, "manners", lambda _: EVERYTHING_WELL)
    CliRunner().invoke(main, ["signing", "rotate"])


def _told() -> tuple[int, str]:
    result = CliRunner().invoke(main, ["doctor"])
    return result.exit_code, result.output


def _found(about: str) -> str:
    """Return the one thing that is to be mended, and how."""
    code, told = _told()
    assert code == 1, told
    (mended,) = [part for part in told.replace("\nwell  ", "\nMEND  ").split("MEND  ") if "→" in part]
    assert mended.startswith(f"{about}: "), told
    assert "1 to mend." in told
    return mended


def test_a_deployment_that_is_well_has_nothing_to_mend() -> None:
    code, told = _told()
    assert code == 0, told
    assert "MEND" not in told
    of_file = ["file:"] if db.engine.dialect.name == "sqlite" else []
    assert [line.split()[1] for line in told.splitlines()] == [
        *("demo:", "workers:", "limits:", "tls:", "keys:", "disk:", *of_file, "store:", "release:", "clock:"),
        *("seals:", "two-factor:", "cap:"),
    ]


@ON_SQLITE
def test_the_demo_is_not_for_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KELISIM_DEMO", "1")
    assert "KELISIM_DEMO" in _found("demo")


@ON_SQLITE
def test_more_workers_than_processors_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setenv("KELISIM_WORKERS", "3")
    assert "KELISIM_WORKERS" in _found("workers")


@ON_SQLITE
def test_what_counts_for_the_limits_has_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KELISIM_LIMITS_STORE", "redis://127.0.0.1:1/0")
    assert "KELISIM_LIMITS_STORE" in _found("limits")
    monkeypatch.setattr(SharedCounters, "check", lambda _: True)
    assert "All processes count together" in _told()[1]


@ON_SQLITE
def test_a_service_without_a_proxy_has_no_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KELISIM_PROXIES")
    assert "KELISIM_PROXIES" in _found("tls")


@ON_SQLITE
def test_keys_have_to_be_there(tmp_path: Path) -> None:
    (tmp_path / "keys.json").unlink()
    assert "kelisim signing rotate" in _found("keys")


@ON_SQLITE
def test_one_of_the_keys_has_to_sign(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text('{"keys": []}')
    assert "None of the keys" in _found("keys")


@ON_SQLITE
def test_nobody_else_reads_the_keys(tmp_path: Path) -> None:
    (tmp_path / "keys.json").chmod(0o640)
    assert "chmod 600" in _found("keys")


@ON_SQLITE
def test_the_keys_belong_to_who_runs_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert re.search("MEND  keys: .* another account", _told()[1])


@ON_SQLITE
def test_a_disk_that_is_nearly_full_is_seen_before_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=disk.ENOUGH - 1))
    assert "Make room" in _found("disk")


@ON_SQLITE
def test_nobody_else_reads_the_book(tmp_path: Path) -> None:
    (tmp_path / FILE).chmod(0o644)
    assert "chmod 600" in _found("file")


@ON_SQLITE
def test_the_book_belongs_to_who_runs_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert "MEND  file: " in _told()[1]


def _keep_factor(secret: Callable[[User], str]) -> None:
    """Give a user a second factor that is kept so."""
    user = User(UserId("0198c7c2"), "aigul", {EVERY_SITE: Role.OWNER}, NOW)
    with writing() as connection:
        users.add(connection, user, "hash")
        users.keep_two_factor(connection, user.id, TwoFactor(secret(user), 1))


def test_second_factors_open_under_the_keys(tmp_path: Path) -> None:
    _keep_factor(lambda user: encrypted(read_keys(tmp_path / "keys.json"), "A" * 32, user.id))
    assert "Encrypted: 1." in _told()[1]
    (tmp_path / "keys.json").unlink()
    CliRunner().invoke(main, ["signing", "rotate"])
    assert "Bring back the keys" in _found("two-factor")


def test_second_factors_that_are_not_encrypted_are_told(tmp_path: Path) -> None:
    _keep_factor(lambda _: "A" * 32)
    assert "1 of 1 are not encrypted" in _found("two-factor")
    (tmp_path / "keys.json").rename(tmp_path / "aside")
    assert CliRunner().invoke(main, ["upgrade"]).exit_code == 0
    (tmp_path / "aside").rename(tmp_path / "keys.json")
    assert "1 of 1 are not encrypted" in _found("two-factor")
    assert CliRunner().invoke(main, ["upgrade"]).exit_code == 0
    assert _told()[0] == 0


def test_what_is_not_sealed_for_an_hour_is_told() -> None:
    record(1, -HOUR)
    assert _told()[0] == 0
    record(2, -2 * HOUR)
    assert "kelisim seal" in _found("seals")
    seal(timedelta(0))
    assert _told()[0] == 0


def test_what_came_behind_the_last_seal_is_told() -> None:
    record(1, -3 * HOUR)
    seal(timedelta(0))
    record(2, -2 * HOUR)
    assert "2026-11-21T04:10:02Z" in _found("seals")


@ON_SQLITE
def test_a_store_without_its_folder_is_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(shutil, "disk_usage", fail)
    monkeypatch.setenv("KELISIM_DATABASE_URL", "sqlite:////nowhere/at/all.sqlite")
    code, told = _told()
    assert code == 1
    assert "MEND  disk: /nowhere/at: No such file or directory." in told
    assert "MEND  store: " in told
    assert "2 to mend." in told


@ON_SQLITE
def test_tables_of_another_release_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sqlite3.connect(tmp_path / "empty.sqlite").close()
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path}/empty.sqlite")
    assert "kelisim upgrade" in _found("release")


def test_a_clock_that_was_later_before_is_wrong() -> None:
    record(1, HOUR)
    assert "Set the clock" in _found("clock")


def test_a_record_of_a_moment_ago_is_no_reason_to_doubt_the_clock() -> None:
    record(1, -timedelta(seconds=10))
    code, told = _told()
    assert code == 0
    assert "the newest record came at 2026-11-21T06:09:51Z" in told


@ON_SQLITE
def test_a_store_without_sites_serves_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bare").mkdir()
    bare = an_app(tmp_path / "bare")
    monkeypatch.setenv("KELISIM_DATABASE_URL", bare.config["SQLALCHEMY_DATABASE_URI"])
    assert "kelisim site apply" in _found("sites")


@ON_SQLITE
@pytest.mark.parametrize(
    ("origin", "mend"),
    [
        ("http://cap.kz", "https"),
        ("https://cap.kz:443", "Leave it out"),
    ],
)
def test_an_origin_that_no_browser_should_name_is_told(origin: str, mend: str) -> None:
    apply(a_site(origins=(origin,)))
    assert mend in _found("cap")


@ON_SQLITE
def test_this_machine_needs_no_tls() -> None:
    apply(a_site(origins=("http://127.0.0.1:8000", "http://localhost")))
    assert _told()[0] == 0


@ON_SQLITE
def test_sqlite_has_to_be_durable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "manners", lambda _: EVERYTHING_WELL | {"journal_mode": "delete"})
    assert "journal_mode delete" in _found("store")


@ON_SQLITE
def test_a_connection_of_ours_is_durable_on_sqlite() -> None:
    with db.engine.connect().execution_options(writes=False) as connection:
        told = examination.manners(connection)
    assert {name: EVERYTHING_WELL[name] for name in told} == told


@ON_POSTGRESQL
@pytest.mark.parametrize(
    ("manner", "mend"),
    [
        ({"server_version_num": "140011"}, "PostgreSQL 14"),
        ({"synchronous_commit": "off"}, "synchronous_commit off"),
        ({"fsync": "off"}, "fsync off"),
    ],
)
def test_postgresql_has_to_be_durable(manner: dict[str, str], mend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "manners", lambda _: EVERYTHING_WELL | manner)
    assert mend in _found("store")


@ON_POSTGRESQL
def test_a_connection_of_ours_waits_for_the_disk_on_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with db.engine.connect().execution_options(writes=False) as connection:
        told = examination.manners(connection)
    assert told["synchronous_commit"] == "on"
    assert told.keys() <= EVERYTHING_WELL.keys()


@ON_SQLITE
def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    for file in tmp_path.glob(f"{FILE}*"):
        file.unlink()
    assert _found("store").startswith(f"store: There is none at {tmp_path / FILE}.")
    assert list(tmp_path.glob(f"{FILE}*")) == []


@ON_SQLITE
def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    for file in tmp_path.glob(f"{FILE}*"):
        file.unlink()
    (tmp_path / FILE).mkdir()
    assert "Look into the log for the reason, and at KELISIM_DATABASE_URL." in _found("store")
