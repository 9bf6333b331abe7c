"""A copy of SQLite's file, taken while others go on writing."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection


def copy_to(connection: Connection, file: Path) -> None:
    """Copy the whole store, as it is at one moment, into a file that is not there yet."""
    source: Any = connection.connection.dbapi_connection
    with closing(sqlite3.connect(file)) as copy:
        source.backup(copy)


def is_a_file(connection: Connection) -> bool:
    """Tell whether the store is a file of SQLite's."""
    return connection.dialect.name == "sqlite"
