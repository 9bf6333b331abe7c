"""What SQLite is told, so that an acknowledged row survives a power cut."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, event, insert, text
from sqlalchemy.exc import IntegrityError

from app.services.transaction import reading, writing
from app.store.database import BUSY_TIMEOUT_MS, db
from app.store.tables import EditionRow
from tests.makers import NOW
from tests.stores import FILE, ON_SQLITE

pytestmark = ON_SQLITE


@pytest.fixture
def said(app: Flask) -> Iterator[list[str]]:
    """What is said to the database, statement by statement."""
    heard: list[str] = []

    def listen(_connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", listen)
        yield heard
        event.remove(db.engine, "before_cursor_execute", listen)


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", BUSY_TIMEOUT_MS),
        ("secure_delete", 1),
    ],
)
def test_every_connection_is_durable(pragma: str, expected: object) -> None:
    with db.engine.connect() as connection:
        assert connection.scalar(text(f"PRAGMA {pragma}")) == expected


def test_a_second_thread_gets_a_durable_connection_of_its_own() -> None:
    app_engine = db.engine
    modes: list[object] = []

    def look() -> None:
        with app_engine.connect() as connection:
            modes.append(connection.scalar(text("PRAGMA synchronous")))

    with app_engine.connect():
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert modes == [2]


def test_a_writer_takes_its_lock_at_once(said: list[str]) -> None:
    with writing() as connection:
        connection.execute(text("SELECT 1"))
    assert said == ["BEGIN IMMEDIATE", "SELECT 1"]


def test_a_reader_takes_no_lock_that_writers_need(said: list[str], tmp_path: Path) -> None:
    with reading() as connection:
        connection.execute(text("SELECT 1 FROM sites"))
        other = sqlite3.connect(tmp_path / FILE, timeout=0, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.close()
    assert said[0] == "BEGIN"


def test_a_row_of_an_unknown_site_is_refused() -> None:
    edition = insert(EditionRow).values(site="nobody", number=1, effective=NOW, asks_again=True, published_at=NOW)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), writing() as connection:
        connection.execute(edition)


def test_what_was_committed_is_in_the_file_when_the_block_ends(tmp_path: Path) -> None:
    with writing() as connection:
        connection.execute(text("UPDATE sites SET banner = 'seen'"))
    other = sqlite3.connect(tmp_path / FILE)
    assert other.execute("SELECT banner FROM sites").fetchall() == [("seen",)]
    other.close()


def test_nothing_is_written_when_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError):
        _write_half()
    with reading() as connection:
        assert connection.scalar(text("SELECT banner FROM sites")) != "half"


def _write_half() -> None:
    with writing() as connection:
        connection.execute(text("UPDATE sites SET banner = 'half'"))
        raise ZeroDivisionError
