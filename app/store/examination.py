"""How a database is set, as far as the promises of the book hang on it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select

from app.store import seals
from app.store.tables import ConsentRow

_PRAGMAS = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
_SETTINGS = ("server_version_num", "synchronous_commit", "fsync", "full_page_writes")


def manners(connection: Connection) -> Mapping[str, str]:
    """Return the settings that this connection works under, by SQLite's or PostgreSQL's names."""
    asking = "PRAGMA" if connection.dialect.name == "sqlite" else "SHOW"
    names = _PRAGMAS if asking == "PRAGMA" else _SETTINGS
    return {name: str(connection.exec_driver_sql(f"{asking} {name}").scalar()) for name in names}


def first_unsealed(connection: Connection) -> datetime | None:
    """Return when the first of the records came that came behind all that is sealed."""
    sealed = seals.latest(connection)
    statement = select(func.min(ConsentRow.recorded_at))
    return connection.scalar(statement if sealed is None else statement.where(ConsentRow.recorded_at > sealed.until))


def newest(connection: Connection) -> datetime | None:
    """Return when the newest record came, None in an empty book."""
    return connection.scalar(select(func.max(ConsentRow.recorded_at)))
