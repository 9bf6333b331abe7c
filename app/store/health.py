"""Whether the store answers."""

from sqlalchemy import Connection, select

from app.store.tables import SiteRow


def check(connection: Connection) -> None:
    """Ask the store for something that is always there."""
    connection.execute(select(SiteRow.id).limit(1))
