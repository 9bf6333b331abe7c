"""Find a visitor of a site: by her id, or by that of one of her records."""

from app.domain.ids import RecordId, VisitorId
from app.domain.site import Site
from app.services.transaction import reading
from app.store import accesses, consents, whose


def is_known(site: Site, visitor: VisitorId) -> bool:
    """Tell whether a record or the log of accesses names a visitor."""
    with reading() as connection:
        has_record = consents.history(connection, site.id, visitor, None, 1)
        return bool(has_record or accesses.of_visitor(connection, site.id, visitor))


def count_records(site: Site, visitor: VisitorId) -> int:
    """Return how many records of a visitor are kept."""
    with reading() as connection:
        return whose.count(connection, site.id, visitor)


def visitors_of(site: Site, record: RecordId) -> tuple[VisitorId | None, ...]:
    """Return who has a record of this id, None for one who was erased."""
    with reading() as connection:
        return whose.visitors(connection, site.id, record)
