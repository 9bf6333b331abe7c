"""Migrations are numbered, lead up and down again, and end exactly where the tables are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from flask import Flask, current_app
from sqlalchemy import inspect, text

from app.domain.shard import shard_of_id, shard_of_visitor
from app.store import accesses, book
from app.store.database import db
from tests.makers import NOW, VISITOR, a_record_id
from tests.stores import an_app

pytestmark = pytest.mark.usefixtures("within")

NUMBERED = re.compile(r"^(\d{4})_[a-z0-9_]+$")


@pytest.fixture
def within(app: Flask) -> Iterator[None]:
    """Make the service the current one, as migrations need it."""
    with app.app_context():
        yield


def _config() -> Config:
    config: Config = current_app.extensions["migrate"].migrate.get_config()
    return config


def _steps() -> list[Script]:
    """Return the migrations, first to last; alembic fails on two heads."""
    return list(ScriptDirectory.from_config(_config()).walk_revisions())[::-1]


def _tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def _drift() -> list[object]:
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), db.metadata))


def test_a_migration_is_named_as_its_file() -> None:
    assert [step.revision for step in _steps()] == [Path(step.path).stem for step in _steps()]


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [int(found[1]) for step in _steps() if (found := NUMBERED.match(step.revision))]
    assert numbers == list(range(1, len(_steps()) + 1))
    assert numbers


def test_migrations_end_where_the_tables_are() -> None:
    command.upgrade(_config(), "head")
    assert _tables() == set(db.metadata.tables)
    assert _drift() == []


def test_migrations_lead_up_down_and_up_again() -> None:
    command.upgrade(_config(), "head")
    command.downgrade(_config(), "base")
    assert _tables() == set()
    command.upgrade(_config(), "head")
    assert _drift() == []


def test_they_do_so_on_postgresql(tmp_path: Path) -> None:
    with an_app(tmp_path, store="postgresql").app_context():
        test_migrations_lead_up_down_and_up_again()
        db.engine.dispose()


def test_what_is_there_gets_its_shard_and_loses_it_again() -> None:
    command.upgrade(_config(), "0006_api_keys")
    record = (
        "INSERT INTO consent_records VALUES ('cap', '{id}', {visitor}, '{at}', '{at}', '{at}', 'save', '{{}}', '{{}}', "
        "'[]', 1, NULL, 'ru', NULL, 0, 'phone', NULL, NULL, '')"
    )
    site = "INSERT INTO sites VALUES ('cap', '{{}}', '{{}}', '{{}}', 'a1f0b2c3d4e5', '{at}')"
    refusal = "INSERT INTO counted_refusals VALUES ('cap', '{id}', '2026-11-21')"
    moment = "2026-11-21 06:10:00.000000"
    _do(
        site.format(at=moment),
        record.format(id=a_record_id(1), visitor=f"'{VISITOR}'", at=moment),
        record.format(id=a_record_id(2), visitor="NULL", at=moment),
        refusal.format(id=a_record_id(3)),
        "INSERT INTO tallies VALUES ('cap', '2026-11-21', 'all', '', 'refused', 5)",
    )
    command.upgrade(_config(), "0007_shards")
    kept = (shard_of_visitor(VISITOR), shard_of_id(a_record_id(2)))
    assert _asked("SELECT shard FROM consent_records ORDER BY id") == [(shard,) for shard in kept]
    assert _asked("SELECT shard FROM counted_refusals") == [(shard_of_id(a_record_id(3)),)]
    _do("INSERT INTO tallies SELECT site, day, dimension, value, answer, 2, 60 FROM tallies")
    command.downgrade(_config(), "0006_api_keys")
    assert _asked("SELECT * FROM tallies") == [("cap", "2026-11-21", "all", "", "refused", 7)]
    assert len(_asked("SELECT * FROM consent_records")) == 2


def test_the_sums_of_a_value_come_into_one_row_and_part_again() -> None:
    command.upgrade(_config(), "0014_drafts")
    _do(
        "INSERT INTO tallies VALUES ('cap', '2026-11-21', 'all', '', 'refused', 5, 0)",
        "INSERT INTO tallies VALUES ('cap', '2026-11-21', 'all', '', 'asked', 7, 0)",
        "INSERT INTO tallies VALUES ('cap', '2026-11-21', 'all', '', 'asked', 8, 2)",
        "INSERT INTO tallies VALUES ('cap', '2026-11-21', 'category', 'analytics', 'granted', 9, 2)",
    )
    columns = "site, day, dimension, value, answer, count, shard"
    before = _asked(f"SELECT {columns} FROM tallies ORDER BY 3, 4, 5, 6")  # noqa: S608 - nobody else's words
    command.upgrade(_config(), "0015_wide_sums")
    assert _asked("SELECT dimension, shard, asked, refused, granted, denied FROM tallies ORDER BY 1, 2") == [
        ("all", 0, 7, 5, 0, 0),
        ("all", 2, 8, 0, 0, 0),
        ("category", 2, 0, 0, 9, 0),
    ]
    command.downgrade(_config(), "0014_drafts")
    assert _asked(f"SELECT {columns} FROM tallies ORDER BY 3, 4, 5, 6") == before  # noqa: S608 - nobody else's words


def _do(*statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def _asked(statement: str) -> list[tuple[object, ...]]:
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


def test_the_sums_come_into_the_order_of_their_key_and_out_of_it_again() -> None:
    command.upgrade(_config(), "0016_heard_origins")
    _do(
        "INSERT INTO tallies VALUES ('cap', '2026-11-21', 'all', '', 0, 7, 0, 0, 0, 0, 0, 0)",
        "INSERT INTO tallies VALUES ('cap', '2026-11-20', 'all', '', 2, 0, 0, 0, 0, 0, 0, 9)",
    )
    sums = [
        ("cap", "2026-11-20", "all", "", 2, 0, 0, 0, 0, 0, 0, 9),
        ("cap", "2026-11-21", "all", "", 0, 7, 0, 0, 0, 0, 0, 0),
    ]
    command.upgrade(_config(), "0017_sums_by_key")
    assert _asked("SELECT * FROM tallies") == sums
    assert "WITHOUT ROWID" in str(_asked("SELECT sql FROM sqlite_master WHERE name = 'tallies'"))
    command.downgrade(_config(), "0016_heard_origins")
    assert sorted(_asked("SELECT * FROM tallies")) == sums
    assert "WITHOUT ROWID" not in str(_asked("SELECT sql FROM sqlite_master WHERE name = 'tallies'"))


def _moves_into_a_table_of_its_own() -> None:
    command.upgrade(_config(), "head")
    command.downgrade(_config(), "0019_seeking_accesses")
    _do(
        "INSERT INTO tallies VALUES ('cap', '2026-11-20', 'all', '', 0, 7, 0, 0, 0, 0, 0, 0)",
        "INSERT INTO tallies VALUES ('cap', '2026-11-20', 'crossed', '3.zh-hant.phone.-', 2, 7, 1, 0, 0, 0, 0, 0)",
        "INSERT INTO tallies VALUES ('cap', '2026-11-21', 'crossed', '3.ru.phone.KZ', 2, 9, 0, 2, 0, 1, 0, 0)",
    )
    sums = _asked("SELECT * FROM tallies ORDER BY day, dimension")
    command.upgrade(_config(), "0020_crossings")
    assert _asked("SELECT dimension FROM tallies") == [("all",)]
    columns = "edition, language, device, region, offer, part, shard, asked, accepted, refused, withdrawn, allowed_0"
    assert _asked(f"SELECT {columns} FROM crossings ORDER BY day") == [  # noqa: S608 - nobody else's words
        ("3", "zh-hant", "phone", "", "", 0, 2, 7, 1, 0, 0, 0),
        ("3", "ru", "phone", "KZ", "", 0, 2, 9, 0, 2, 1, 0),
    ]
    command.downgrade(_config(), "0019_seeking_accesses")
    assert _asked("SELECT * FROM tallies ORDER BY day, dimension") == sums


def test_what_is_crossed_moves_into_a_table_of_its_own_and_back() -> None:
    _moves_into_a_table_of_its_own()


def test_it_does_so_on_postgresql(tmp_path: Path) -> None:
    with an_app(tmp_path, store="postgresql").app_context():
        _moves_into_a_table_of_its_own()
        command.upgrade(_config(), "head")
        db.engine.dispose()


@pytest.mark.usefixtures("app")
def test_notes_of_erasures_move_into_the_log_and_back() -> None:
    command.upgrade(_config(), "0002_book")
    moment = "2026-11-21 06:10:00.000000"
    with db.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO sites VALUES ('cap', '{}', '{}', '{}', 'a1f0b2c3d4e5', :at)"), {"at": moment}
        )
        values = {"id": a_record_id(0), "at": moment}
        connection.execute(text("INSERT INTO erasures VALUES (:id, 'cap', :at, 2)"), values)
    command.upgrade(_config(), "head")
    with db.engine.connect() as connection:
        (page,) = accesses.pages(connection, None, NOW)
        assert (page.record, page.gives) == (a_record_id(0), page.given)
        assert accesses.erased_records(connection) == 2
    command.downgrade(_config(), "0002_book")
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM erasures")).all() == [(a_record_id(0), "cap", moment, 2)]


@pytest.mark.usefixtures("app")
def test_records_from_before_the_book_get_their_leaf() -> None:
    command.upgrade(_config(), "0001_first")
    moment = "2026-11-21 06:10:00.000000"
    with db.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO sites VALUES ('cap', '{}', '{}', '{}', 'a1f0b2c3d4e5', :at)"), {"at": moment}
        )
        for record, visitor in ((a_record_id(0), VISITOR), (a_record_id(1), None)):
            connection.execute(
                text(
                    "INSERT INTO consent_records VALUES ('cap', :id, :visitor, :at, :at, :at, 'save', '{}', '{}', "
                    """'["necessary"]', 1, NULL, 'ru', NULL, 0, 'phone')"""
                ),
                {"id": record, "visitor": visitor, "at": moment},
            )
    command.upgrade(_config(), "head")
    with db.engine.connect() as connection:
        pages = list(book.pages(connection, None, NOW))
    assert [(page.is_erased, page.gives == page.given) for page in pages] == [(False, True), (True, True)]
