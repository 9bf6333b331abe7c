"""Check that the store answers."""

from app.services.transaction import reading
from app.store import health


def check_store() -> None:
    """Return when the store answers and has its tables; raise StoreUnavailable otherwise."""
    with reading() as connection:
        health.check(connection)
