"""`INSERT … ON CONFLICT`, which SQLAlchemy spells per database and both spell alike."""

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from app.store.database import Base


def insert_into(connection: Connection, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
