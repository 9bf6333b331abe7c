"""The store, opened for a command."""

from collections.abc import Iterator
from contextlib import contextmanager

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
            if not brings_up:
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
