"""Erase a visitor."""

from app.domain.access import Act, Occasion
from app.domain.ids import VisitorId
from app.domain.site import Site
from app.services.note_access import note_access
from app.services.transaction import reading, writing
from app.store import accesses, consents, restrictions
from app.store.write_ahead import empty_log


def erase_visitor(site: Site, visitor: VisitorId, occasion: Occasion) -> int:
    """Take a visitor out of every record of a site and of its log, and note that it was done, not for whom.

    The answers stay, without identifier and page, so that the tallies stay right. Returns how many records
    there were; erasing one who is not known changes nothing and leaves no note.
    """
    with writing() as connection:
        count = consents.erase(connection, site.id, visitor)
        if count:
            accesses.erase(connection, site.id, visitor)
            restrictions.lift(connection, site.id, visitor)
            note_access(connection, site.id, occasion, Act.ERASE, count)
    if count:
        with reading() as connection:
            empty_log(connection)
    return count
