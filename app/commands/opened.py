"""The store, opened for a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import DatabaseError

from app import create_app
from app.commands.failure import Failure
from app.domain.errors import KelisimError
from app.services.check_release import check_release
from app.settings import Settings
from app.site_files.faults import FaultySiteFiles
from app.store.database import db


@contextmanager
def opened(settings: Settings, *, any_release: bool = False) -> Iterator[None]:
    """Give the store to work with; tell what goes wrong in words, and leave no connection to a server's workers.

    It has to be at this release, unless the command brings it up itself, or takes it as it is.
    """
    with create_app(settings).app_context():
        try:
            if not any_release:
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


def is_missing(settings: Settings) -> bool:
    """Tell whether SQLite's file is not there."""
    file = file_of(settings)
    return file is not None and not file.exists()
