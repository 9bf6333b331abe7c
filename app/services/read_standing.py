"""Read what holds for a visitor."""

from datetime import datetime

from sqlalchemy import Connection

from app.domain.ids import VisitorId
from app.domain.named import Named
from app.domain.site import Site
from app.domain.standing import Answer, Standing, restricted, standing, terms_of
from app.services.transaction import reading
from app.store import consents


def read_standing(site: Site, visitor: VisitorId, now: datetime, cookie: Answer | None = None) -> Standing:
    """Return what holds for a visitor now, where her cookie was told not more than that says.

    One who is not known is denied everything optional. So is one whose records are restricted, and nobody asks her.
    """
    with reading() as connection:
        return standing_of(connection, site, Named(visitor, cookie), now)


def standing_of(connection: Connection, site: Site, named: Named, now: datetime) -> Standing:
    """Return what holds for a visitor now, read in a transaction that is there."""
    kept, is_restricted = consents.in_use(connection, site.id, named.visitor)
    if is_restricted:
        return restricted(terms_of(site), now)
    return standing(terms_of(site), named.answer(kept, now), now)
