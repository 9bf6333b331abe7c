"""A copy of SQLite's file, taken while others go on writing."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection


def copy_to(connection: Connection, file: Path) -> None:
    """Copy the whole store, as it is at one moment, into a file that is not there yet and that its owner alone reads.

    It is there when it is whole.
    """
    source: Any = connection.connection.dbapi_connection
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(beside)) as copy:
        source.backup(copy)
    beside.rename(file)


def is_a_file(connection: Connection) -> bool:
    """Tell whether the store is a file of SQLite's."""
    return connection.dialect.name == "sqlite"
