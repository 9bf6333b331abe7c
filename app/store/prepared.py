"""Reading that is in the way of every answer: compiled once, and asked of the driver itself.

Between a statement and the driver SQLAlchemy takes three times as long as SQLite does to answer.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.sql.selectable import CompoundSelect


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as one database takes it: its text, the order of its values where they are not named, its rows."""

    text: str
    order: tuple[str, ...] | None
    known: Mapping[str, Any]
    read: tuple[Callable[[Any], Any] | None, ...]


class Prepared:
    """A statement that selects; the values that it is told are texts and whole numbers."""

    def __init__(self, statement: Select[Any] | CompoundSelect[Any]) -> None:
        columns = statement.selected_columns
        row: Any = namedtuple("Row", [column.key or "" for column in columns], rename=True)  # type: ignore[misc]  # noqa: PYI024 - the statement names them
        self._statement = statement
        self._types = [column.type for column in columns]
        self._row = row
        self._on = cache(self._ready)

    def rows(self, connection: Connection, told: Mapping[str, Any]) -> list[Any]:
        """Return the rows, named as their columns; what fails is raised as by SQLAlchemy, and as well told to it."""
        ready = self._on(connection.dialect)
        if not connection.in_transaction():
            connection.begin()
        named = {**ready.known, **told}
        values: Any = named if ready.order is None else tuple(map(named.__getitem__, ready.order))
        cursor = connection.connection.cursor()
        try:
            connection.dispatch.before_cursor_execute(connection, cursor, ready.text, values, None, False)  # noqa: FBT003
            cursor.execute(ready.text, values)
            rows = cursor.fetchall()
        except connection.dialect.loaded_dbapi.Error as failure:
            connection._handle_dbapi_exception(failure, ready.text, values, cursor, None)  # noqa: SLF001 - where it knows lost connections
        cursor.close()
        row, read = self._row, ready.read
        return [
            row(*(value if of is None else of(value) for of, value in zip(read, each, strict=True))) for each in rows
        ]

    def _ready(self, dialect: Dialect) -> _Ready:
        compiled: Any = self._statement.compile(dialect=dialect)
        read = (type_.dialect_impl(dialect).result_processor(dialect, None) for type_ in self._types)
        order = tuple(compiled.positiontup) if compiled.positional else None
        known = {name: value for name, value in compiled.params.items() if value is not None}
        return _Ready(str(compiled), order, known, tuple(read))
