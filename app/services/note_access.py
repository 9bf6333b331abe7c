"""Note an access to records, in the transaction of what was done."""

from uuid import uuid4

from sqlalchemy import Connection

from app.domain.access import Access, Act, Destroyed, Occasion
from app.domain.ids import SiteId, VisitorId
from app.store import accesses


def note_access(  # noqa: PLR0913 - all that the log holds of it
    connection: Connection,
    site: SiteId,
    occasion: Occasion,
    act: Act,
    records: int,
    *,
    of: VisitorId | None = None,
    destroyed: Destroyed | None = None,
) -> None:
    """Append to the log of accesses what is done with how many records of a site, or `of` one visitor."""
    access = Access(str(uuid4()), site, occasion.at, occasion.actor, act, records, of, occasion.reason, destroyed)
    accesses.append(connection, access)
