"""Restrict a visitor's records: they are kept and not used, until the restriction is lifted."""

from app.domain.access import Act, Occasion
from app.domain.ids import VisitorId
from app.domain.site import Site
from app.services.note_access import note_access
from app.services.transaction import writing
from app.store import consents, restrictions


def restrict_visitor(site: Site, visitor: VisitorId, occasion: Occasion) -> int:
    """Restrict a visitor's records, those to come too; return how many there are.

    0 where she is restricted already, or not known: nothing is changed then, and nothing noted.
    """
    with writing() as connection:
        count = consents.hold(connection, site.id, visitor)
        if count and restrictions.add(connection, site.id, visitor, occasion.at):
            note_access(connection, site.id, occasion, Act.RESTRICT, count, of=visitor)
            return count
    return 0


def lift_restriction(site: Site, visitor: VisitorId, occasion: Occasion) -> int:
    """Let a visitor's records be used again; return how many there are, 0 where there was no restriction."""
    with writing() as connection:
        if not restrictions.lift(connection, site.id, visitor):
            return 0
        count = consents.hold(connection, site.id, visitor)
        note_access(connection, site.id, occasion, Act.LIFT, count, of=visitor)
        return count
