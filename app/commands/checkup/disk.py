"""SQLite's file: the room that is left for it, and who may read it."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url

from app.commands.checkup.remark import Remark
from app.settings import Settings

ENOUGH = 1_000_000_000
"""Bytes: a million records and their indexes, with as much again for the log that SQLite writes ahead."""


def look_at_disk(settings: Settings) -> Iterator[Remark]:
    """Yield what there is to say of free disk and of the file, as far as this machine has the book."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        yield Remark("disk", "The database server's own; watch it there.")
        return
    path = Path(url.database or "").resolve()
    yield _room(path.parent)
    if path.is_file():
        yield _readers(path)


def _room(folder: Path) -> Remark:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Remark("disk", f"{folder}: {error.strerror}.", "Make the folder, writable for the account of Kelisim.")
    found = f"{free / 1e9:.1f} GB free in {folder}."
    return Remark("disk", found, "Make room: at a full disk every answer is refused." if free < ENOUGH else None)


def _readers(path: Path) -> Remark:
    found = path.stat()
    if stat.S_IMODE(found.st_mode) & 0o077:
        return Remark("file", f"Others may read {path}.", f"chmod 600 {path}*, and run Kelisim with umask 077.")
    if found.st_uid != os.geteuid():
        return Remark("file", f"{path} belongs to another account.", "Run this as the account that runs Kelisim.")
    return Remark("file", f"Only its owner reads {path}.")
