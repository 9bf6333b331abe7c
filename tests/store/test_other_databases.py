"""What is meant for SQLite is not said to another database, and what both know is said to both."""

from unittest.mock import Mock

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from app.store.database import db
from app.store.inserting import insert_into
from app.store.tables import ConsentRow
from app.store.write_ahead import empty_log


def _connection(dialect: str) -> Mock:
    """Return a connection to a database of this kind, as far as anybody asks."""
    return Mock(**{"dialect.name": dialect})


def test_another_database_is_told_no_pragma() -> None:
    elsewhere = Mock()
    db.engine.pool.dispatch.connect(elsewhere, Mock())
    elsewhere.execute.assert_not_called()


def test_another_database_begins_its_transactions_itself() -> None:
    elsewhere = _connection("postgresql")
    db.engine.dispatch.begin(elsewhere)
    elsewhere.exec_driver_sql.assert_not_called()


def test_another_database_has_no_log_to_empty() -> None:
    elsewhere = _connection("postgresql")
    empty_log(elsewhere)
    elsewhere.connection.cursor.assert_not_called()


@pytest.mark.parametrize("kind", [PGDialect, SQLiteDialect])
def test_both_databases_know_how_to_insert_once(kind: type[Dialect]) -> None:
    statement = insert_into(_connection(kind.name), ConsentRow).on_conflict_do_nothing()
    said = str(statement.compile(dialect=kind()))
    assert said.startswith("INSERT INTO consent_records ")
    assert said.endswith(" ON CONFLICT DO NOTHING")
