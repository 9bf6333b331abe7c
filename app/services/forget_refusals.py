"""Forget the ids of refusals that were only counted, when no page sends them again."""

from datetime import date, datetime

from app.domain.consent import BELIEVED
from app.domain.site import Site
from app.domain.tally import local_day
from app.services.transaction import reading, writing
from app.store import counted

AT_ONCE = 500


def remembered_since(site: Site, now: datetime) -> date:
    """Return the day from which on counted refusals are remembered: an answer is not believed for longer."""
    return local_day(site, now - BELIEVED)


def count_refusals_due(site: Site, before: date) -> int:
    """Return how many refusals of a site, counted before a day, are still remembered."""
    with reading() as connection:
        return counted.count(connection, site.id, before)


def forget_refusals(site: Site, before: date) -> int:
    """Forget some that were counted before a day, in one short transaction; return how many: 0 when there are none.

    They name nobody, so the log of accesses does not mention it. The sums stay.
    """
    with writing() as connection:
        due = counted.due(connection, site.id, before, AT_ONCE)
        if due:
            counted.forget(connection, site.id, due)
    return len(due)
