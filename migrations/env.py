"""Runs migrations on the database of the Flask application."""

from alembic import context
from flask import current_app

import app.store.tables  # noqa: F401 - makes the tables known to the metadata
from app.store.database import db


def migrate() -> None:
    """Run the migrations in one transaction; SQLite alters tables by copying them."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


migrate()
