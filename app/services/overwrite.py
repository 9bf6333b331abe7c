"""Overwrite what was erased or destroyed, wherever the store still has it."""

from app.services.transaction import reading
from app.store.write_ahead import empty_log


def overwrite() -> None:
    """Leave nothing of it in the store's files; what somebody still reads goes when this is said again."""
    with reading() as connection:
        empty_log(connection)
