"""The room that is left for SQLite's file."""

import shutil
from pathlib import Path

from sqlalchemy import make_url

from app.commands.checkup.remark import Remark
from app.settings import Settings

ENOUGH = 1_000_000_000
"""Bytes: a million records and their indexes, with as much again for the log that SQLite writes ahead."""


def look_at_disk(settings: Settings) -> Remark:
    """Return what there is to say of free disk, as far as this machine has the book."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        return Remark("disk", "The database server's own; watch it there.")
    folder = Path(url.database or "").resolve().parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Remark("disk", f"{folder}: {error.strerror}.", "Make the folder, writable for the account of Kelisim.")
    found = f"{free / 1e9:.1f} GB free in {folder}."
    return Remark("disk", found, "Make room: at a full disk every answer is refused." if free < ENOUGH else None)
