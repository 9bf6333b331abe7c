"""Tell whether a site's tag stands on its pages: by the last day on which one of them called."""

from datetime import date, timedelta

from app.domain.rates import Period
from app.domain.site import Site
from app.services.transaction import reading
from app.store import tallies

_DAYS = 30


def last_heard(site: Site, today: date) -> date | None:
    """Return the last day on which the banner was shown or answered, None where none of the last 30 was one.

    It is read from the daily sums, so nothing is kept for it of any visitor or page.
    """
    period = Period(today - timedelta(days=_DAYS - 1), today)
    with reading() as connection:
        counts = tallies.by_day(connection, site.id, period)
    return max(counts, default=None)
