"""Note that a site's server reads the records of a visitor."""

from app.domain.access import Act, Occasion
from app.domain.ids import VisitorId
from app.domain.site import Site
from app.services.note_access import note_access
from app.services.transaction import writing


def note_reading(site: Site, visitor: VisitorId, occasion: Occasion, records: int) -> None:
    """Put into the log of accesses that so many of a visitor's records are read; to be said before they are told."""
    with writing() as connection:
        note_access(connection, site.id, occasion, Act.READ, records, of=visitor)
