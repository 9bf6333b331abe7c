"""SQLite's write-ahead log."""

from sqlalchemy import Connection

from app.store.database import never_wait


def empty_log(connection: Connection) -> None:
    """Move SQLite's write-ahead log into the file: until then it holds the rows as they were before.

    While somebody still reads them they stay. That is not waited for: whoever empties the log keeps all writers out.
    So most of the work is done before, while they may write.
    """
    if connection.dialect.name == "sqlite":
        never_wait(connection)
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
