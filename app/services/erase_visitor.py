"""Erase a visitor."""

from datetime import datetime
from uuid import uuid4

from app.domain.ids import VisitorId
from app.domain.site import Site
from app.services.transaction import reading, writing
from app.store import consents, erasures


def erase_visitor(site: Site, visitor: VisitorId, now: datetime) -> int:
    """Take a visitor out of every record of a site, and note that it was done, not for whom.

    The answers stay, without identifier and page, so that the tallies stay right. Returns how many records
    there were; erasing one who is not known changes nothing and leaves no note.
    """
    with writing() as connection:
        count = consents.erase(connection, site.id, visitor)
        if count:
            erasures.add(connection, str(uuid4()), site.id, count, now)
    if count:
        with reading() as connection:
            erasures.empty_log(connection)
    return count
