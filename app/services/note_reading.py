"""Note that a site's server reads the records of a visitor."""

from app.domain.access import Act, Occasion
from app.domain.ids import VisitorId
from app.domain.site import Site
from app.services.note_access import note_access
from app.services.transaction import writing
from app.store import consents


def note_reading(site: Site, visitor: VisitorId, occasion: Occasion, records: int) -> None:
    """Put into the log of accesses that so many of a visitor's records are read; to be said before they are told.

    It does not name one who was erased meanwhile.
    """
    with writing() as connection:
        is_known = consents.hold(connection, site.id, visitor)
        note_access(connection, site.id, occasion, Act.READ, records, of=visitor if is_known else None)
