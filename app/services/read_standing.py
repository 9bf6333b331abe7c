"""Read what holds for a visitor."""

from datetime import datetime

from app.domain.ids import VisitorId
from app.domain.site import Site
from app.domain.standing import Standing, standing, terms_of
from app.services.transaction import reading
from app.store import consents


def read_standing(site: Site, visitor: VisitorId, now: datetime) -> Standing:
    """Return what holds for a visitor now; one who is not known is denied everything optional."""
    with reading() as connection:
        answer = consents.latest_answer(connection, site.id, visitor)
    return standing(terms_of(site), answer, now)
