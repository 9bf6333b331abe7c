"""Back the store up."""

from pathlib import Path

from app.services.transaction import reading
from app.store import backup


class NoFile(Exception):
    """The store is no file that could be copied."""


def back_up(file: Path) -> None:
    """Copy the store, as it is at one moment, into a file; nobody who writes waits for it.

    Raises NoFile where the store is not a file of SQLite's, FileExistsError where there is such a file already.
    """
    if file.exists():
        raise FileExistsError(file)
    with reading() as connection:
        if not backup.is_a_file(connection):
            raise NoFile
        backup.copy_to(connection, file)
