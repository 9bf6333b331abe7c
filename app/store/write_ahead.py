"""SQLite's write-ahead log."""

from sqlalchemy import Connection


def empty_log(connection: Connection) -> None:
    """Move SQLite's write-ahead log into the file: until then it holds the rows as they were before.

    While somebody still reads them they stay, and the next erasure takes them along.
    """
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
