"""Erase a visitor."""

from app.domain.access import Act, Occasion
from app.domain.ids import VisitorId
from app.domain.site import Site
from app.services.note_access import note_access
from app.services.overwrite import overwrite
from app.services.transaction import afterwards, writing
from app.store import accesses, consents, restrictions


def erase_visitor(site: Site, visitor: VisitorId, occasion: Occasion) -> int:
    """Take a visitor out of every record of a site and of its log, and note that it was done, not for whom.

    The answers stay, without identifier and page, so that the tallies stay right. Returns how many records
    there were; erasing one who is not known, not even in the log, changes nothing and leaves no note.
    """
    with writing() as connection:
        count = consents.erase(connection, site.id, visitor)
        is_known = any([count, accesses.erase(connection, site.id, visitor)])
        if is_known:
            restrictions.lift(connection, site.id, visitor)
            note_access(connection, site.id, occasion, Act.ERASE, count)
    if is_known:
        afterwards(overwrite)
    return count
