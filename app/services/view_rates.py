"""View the consent rates of a site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.domain.crossing import EVERYBODY, Only, regions_of, sums_of
from app.domain.edition import Edition
from app.domain.rates import NOBODY_ASKED, Answers, Period, Sums, values
from app.domain.site import Site
from app.domain.tally import ROBOT
from app.services.transaction import reading
from app.store import editions, tallies


@dataclass(frozen=True, slots=True)
class Rates:
    """What visitors of a site answered in a period and in the one before it; every day in the site's time zone.

    Of some of them only, the sums do not tell the categories, the counters and how long answers took; of the period
    before they tell what is compared. `regions` are those of all.
    """

    site: Site
    period: Period
    only: Only
    sums: Sums
    before: Sums
    days: Mapping[date, Answers]
    regions: tuple[str, ...]
    editions: tuple[Edition, ...]


def view_rates(site: Site, period: Period, only: Only = EVERYBODY) -> Rates:
    """Return the rates, from the daily sums alone: three statements, and one for the editions."""
    with reading() as connection:
        sums, before, by_day, regions = (_of_some if only else _of_all)(connection, site, period, only)
        published = editions.published(connection, site.id)
    days = {day: by_day.get(day, NOBODY_ASKED) for day in period}
    return Rates(site, period, only, sums, before, days, regions, published)


_COMPARED = ("all", "category", "counter", ROBOT)
_Read = tuple[Sums, Sums, Mapping[date, Answers], tuple[str, ...]]


def _of_all(connection: Connection, site: Site, period: Period, _: Only) -> _Read:
    sums = tallies.of_period(connection, site.id, period)
    before = tallies.of_period(connection, site.id, period.before(), _COMPARED)
    return sums, before, tallies.by_day(connection, site.id, period), values(sums, "region")


def _of_some(connection: Connection, site: Site, period: Period, only: Only) -> _Read:
    cells = tallies.crossed(connection, site.id, period)
    before = tallies.crossed(connection, site.id, period.before())
    admitted = {crossing for crossing, _ in cells if only.admits(crossing)}
    by_day = tallies.by_day(connection, site.id, period, admitted)
    return sums_of(cells, only), sums_of(before, only), by_day, regions_of(cells)
