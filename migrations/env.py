"""Runs migrations on the database of the Flask application."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

import app.store.tables  # noqa: F401 - makes the tables known to the metadata
from app.store.database import db

_TURN = 5_353_747
"""The number of the lock in PostgreSQL that is held while migrating."""


def migrate() -> None:
    """Run the migrations in one transaction; SQLite alters tables by copying them."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                _take_turns(connection)
            context.run_migrations()
        connection.commit()


def _take_turns(connection: Connection) -> None:
    """Wait until nobody else migrates; then wait for no table for long, for all who come later would wait too."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
    connection.execute(text("SET LOCAL lock_timeout = '2s'"))


migrate()
