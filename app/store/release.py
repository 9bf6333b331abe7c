"""Which release the tables are of."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app.places import MIGRATIONS


def is_current(connection: Connection) -> bool:
    """Tell whether the database has had every migration of this release, and none of a later one."""
    had = MigrationContext.configure(connection).get_current_heads()
    return set(had) == set(ScriptDirectory(str(MIGRATIONS)).get_heads())
