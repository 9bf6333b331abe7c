"""Read what holds for a visitor."""

from datetime import datetime

from app.domain.ids import VisitorId
from app.domain.site import Site
from app.domain.standing import Standing, restricted, standing, terms_of
from app.services.transaction import reading
from app.store import consents


def read_standing(site: Site, visitor: VisitorId, now: datetime) -> Standing:
    """Return what holds for a visitor now; one who is not known is denied everything optional.

    So is one whose records are restricted, and nobody asks her.
    """
    with reading() as connection:
        answer, is_restricted = consents.in_use(connection, site.id, visitor)
    if is_restricted:
        return restricted(terms_of(site), now)
    return standing(terms_of(site), answer, now)
