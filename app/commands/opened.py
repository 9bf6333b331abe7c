"""The store, opened for a command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import event, make_url
from sqlalchemy.exc import DatabaseError

from app import create_app
from app.commands.failure import Failure
from app.domain.errors import KelisimError
from app.services.check_release import check_release
from app.settings import Settings
from app.site_files.faults import FaultySiteFiles
from app.store.database import db


@contextmanager
def opened(settings: Settings, *, brings_up: bool = False) -> Iterator[None]:
    """Give the store to work with; tell what goes wrong in words, and leave no connection to a server's workers.

    It has to be at this release, unless the command brings it up itself.
    """
    with create_app(settings).app_context():
        try:
            if brings_up:
                event.listen(db.engine, "do_connect", lambda *_: _make_private(settings))
            else:
                check_release()
            yield
        except FaultySiteFiles as error:
            raise Failure(f"Nothing was applied.\n{error}") from error
        except KelisimError as error:
            raise Failure(str(error)) from error
        except DatabaseError as error:
            raise Failure(f"The store cannot be used: {error.orig}") from error
        finally:
            db.engine.dispose()


def file_of(settings: Settings) -> Path | None:
    """Return where SQLite's file is to be, None where the store is on another server."""
    url = make_url(settings.database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _make_private(settings: Settings) -> None:
    """Make SQLite's file where there is none yet: every visitor will be in it, and nobody but its owner reads it."""
    if (file := file_of(settings)) is not None:
        with suppress(OSError):  # it is there already, or cannot be: SQLite says so itself
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
