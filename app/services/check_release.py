"""Check that the store is of this release."""

from app.domain.errors import KelisimError
from app.services.transaction import reading
from app.store import release


class OutdatedStore(KelisimError):
    """The store has no tables yet, or those of another release."""

    def __init__(self) -> None:
        super().__init__("The database is not at this release; run `kelisim upgrade` first.")


def check_release() -> None:
    """Return when the store has this release's tables; raise OutdatedStore or StoreUnavailable otherwise."""
    with reading() as connection:
        if not release.is_current(connection):
            raise OutdatedStore
