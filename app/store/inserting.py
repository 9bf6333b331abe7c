"""`INSERT … ON CONFLICT`, which SQLAlchemy spells per database and both spell alike."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from app.store.database import Base

AnyInsert = sqlite.Insert | postgresql.Insert


def insert_into(connection: Connection, table: type[Base]) -> AnyInsert:
    """Return an insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return _INSERTS[connection.dialect.name](table)


def insert_once(connection: Connection, table: type[Base], row: Mapping[str, Any]) -> bool:
    """Insert a row; False where one of its key is there already, and nothing was written."""
    return was_inserted(connection, insert_into(connection, table).on_conflict_do_nothing(), row)


def was_inserted(connection: Connection, statement: AnyInsert, row: Mapping[str, Any]) -> bool:
    """Run an insert that does nothing on conflict; tell whether the row is new."""
    return insert_all(connection, statement, row) == 1


def insert_all(connection: Connection, statement: AnyInsert, rows: Mapping[str, Any] | list[dict[str, Any]]) -> int:
    """Run an insert that does nothing on conflict for a row, or for some; return how many are new."""
    return connection.execute(statement, rows, execution_options={"preserve_rowcount": True}).rowcount


def on_each_database(make: Callable[[Callable[[Any], Any]], Any]) -> Mapping[str, AnyInsert]:
    """Make a statement once for every database, by the database's name: building one takes longer than running it."""
    return {name: make(insert) for name, insert in _INSERTS.items()}


def table_of(rows: type[Base]) -> Table:
    """Return the bare table of these rows; a statement about it is run without the ORM's share of the work."""
    table = rows.__table__
    assert isinstance(table, Table)  # noqa: S101 - no row of ours lies on a join
    return table


_INSERTS: Mapping[str, Callable[[Any], AnyInsert]] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
