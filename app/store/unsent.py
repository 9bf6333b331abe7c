"""Unsent forms of browsers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from app.domain.unsent import UNSENT_FORMS_AT_MOST, UNSENT_HOLDS
from app.store.inserting import insert_into, table_of
from app.store.tables import UnsentRow

_FORMS = table_of(UnsentRow)


def keep(connection: Connection, browser: bytes, action: bytes, content: bytes, now: datetime) -> None:
    """Keep a form of a browser, in the place of what it sent there before; of all forms the latest stay."""
    row = {"content": content, "kept_at": now}
    statement = insert_into(connection, UnsentRow).values(browser=browser, action=action, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=[UnsentRow.browser, UnsentRow.action], set_=row))
    last = select(_FORMS.c.kept_at).order_by(_FORMS.c.kept_at.desc()).offset(UNSENT_FORMS_AT_MOST).limit(1)
    oldest = connection.scalar(last)
    if oldest is not None:
        connection.execute(delete(_FORMS).where(_FORMS.c.kept_at <= oldest))


def of_browser(connection: Connection, browser: bytes, now: datetime) -> Sequence[bytes]:
    """Return what a browser's forms were."""
    statement = select(_FORMS.c.content).where(_FORMS.c.browser == browser, _FORMS.c.kept_at > now - UNSENT_HOLDS)
    return connection.scalars(statement.order_by(_FORMS.c.kept_at)).all()


def drop(connection: Connection, browser: bytes, action: bytes | None = None) -> None:
    """Keep a form of a browser no more, or none of its forms."""
    statement = delete(_FORMS).where(_FORMS.c.browser == browser)
    connection.execute(statement if action is None else statement.where(_FORMS.c.action == action))


def count_expired(connection: Connection, now: datetime) -> int:
    """Return how many forms nobody is shown any more."""
    statement = select(func.count()).select_from(_FORMS).where(_FORMS.c.kept_at <= now - UNSENT_HOLDS)
    return connection.scalar(statement) or 0


def forget_expired(connection: Connection, now: datetime) -> int:
    """Delete them; return how many there were."""
    return connection.execute(delete(_FORMS).where(_FORMS.c.kept_at <= now - UNSENT_HOLDS)).rowcount
