"""Count by variant: who was shown which of the banners that a site compares, and what she answered to it."""

from datetime import datetime

from sqlalchemy import Connection

from app.domain.comparison import VARIANT
from app.domain.consent import ConsentRecord
from app.domain.site import Site
from app.domain.standing import Answer, standing, terms_of
from app.domain.tally import Slice, kind_of, local_day
from app.store import banners, tallies


def count_showing(connection: Connection, site: Site, banner: str | None, now: datetime) -> None:
    """Add one to those who were asked by the variant that a banner revision is, if it is one."""
    _count(connection, site, banner, "asked", now)


def count_answer(connection: Connection, site: Site, before: Answer | None, made: ConsentRecord) -> None:
    """Add one to the answers to a variant, where this answers what the banner asked.

    Who changes an answer that holds was not asked: she would be counted twice.
    """
    if standing(terms_of(site), before, made.recorded_at).ask:
        _count(connection, site, made.decision.banner, kind_of(made), made.recorded_at)


def _count(connection: Connection, site: Site, banner: str | None, answer: str, at: datetime) -> None:
    shown = None if banner is None else banners.offered(connection, site.id, banner)
    if shown is not None and shown.variant is not None:
        tallies.add_one(connection, site.id, (Slice(local_day(site, at), VARIANT, shown.variant, answer),))
