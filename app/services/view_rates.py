"""View the consent rates of a site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.domain.crossing import EVERYBODY, UNTOLD, Only, decided, sums_of
from app.domain.edition import Edition
from app.domain.rates import NOBODY_ASKED, Answers, Period, Sums, values
from app.domain.site import Site
from app.domain.tally import ROBOT
from app.services.transaction import reading
from app.store import crossings, editions, tallies


@dataclass(frozen=True, slots=True)
class Rates:
    """What visitors of a site answered in a period and in the one before it; every day in the site's time zone.

    Of some of them only, `untold` counts answers of the period from days when what was allowed, and how soon, was not
    counted so that it can be filtered. Of the period before, the sums tell what is compared. `regions` are those of
    all.
    """

    site: Site
    period: Period
    only: Only
    sums: Sums
    before: Sums
    days: Mapping[date, Answers]
    regions: tuple[str, ...]
    editions: tuple[Edition, ...]
    untold: int


def view_rates(site: Site, period: Period, only: Only = EVERYBODY) -> Rates:
    """Return the rates, from the daily sums alone: three statements, two more of some only, one for the editions."""
    with reading() as connection:
        sums, before, by_day, regions, untold = (_of_some if only else _of_all)(connection, site, period, only)
        published = editions.published(connection, site.id)
    days = {day: by_day.get(day, NOBODY_ASKED) for day in period}
    return Rates(site, period, only, sums, before, days, regions, published, untold)


_COMPARED = ("all", "category", "counter", ROBOT)
_Read = tuple[Sums, Sums, Mapping[date, Answers], tuple[str, ...], int]


def _of_all(connection: Connection, site: Site, period: Period, _: Only) -> _Read:
    sums = tallies.of_period(connection, site.id, period)
    before = tallies.of_period(connection, site.id, period.before(), _COMPARED)
    return sums, before, tallies.by_day(connection, site.id, period), values(sums, "region"), 0


def _of_some(connection: Connection, site: Site, period: Period, only: Only) -> _Read:
    offers = crossings.offers(connection, site.id)
    cells = crossings.of_period(connection, site.id, period, only, offers)
    before = crossings.compared(connection, site.id, period.before(), only, offers)
    by_day = crossings.by_day(connection, site.id, period, only)
    regions = values(tallies.of_period(connection, site.id, period, ("region",)), "region")
    untold = sum(decided(cell) for cell in cells if cell.offer == UNTOLD)
    return sums_of(cells, offers), sums_of(before, offers), by_day, regions, untold
