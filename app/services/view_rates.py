"""View the consent rates of a site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.edition import Edition
from app.domain.rates import NOBODY_ASKED, Answers, Period, Sums
from app.domain.site import Site
from app.services.transaction import reading
from app.store import editions, tallies


@dataclass(frozen=True, slots=True)
class Rates:
    """What visitors of a site answered in a period and in the one before it; every day in the site's time zone."""

    site: Site
    period: Period
    sums: Sums
    before: Sums
    days: Mapping[date, Answers]
    editions: tuple[Edition, ...]


def view_rates(site: Site, period: Period) -> Rates:
    """Return the rates, from the daily sums alone: three statements, and one for the editions."""
    with reading() as connection:
        sums = tallies.of_period(connection, site.id, period)
        before = tallies.of_period(connection, site.id, period.before())
        by_day = tallies.by_day(connection, site.id, period)
        published = editions.published(connection, site.id)
    return Rates(site, period, sums, before, {day: by_day.get(day, NOBODY_ASKED) for day in period}, tuple(published))
