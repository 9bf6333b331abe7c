"""How long a record is kept: as long as its site says, and as long as its answer can hold."""

from datetime import datetime

from app.domain.site import Site


def kept_since(site: Site, now: datetime) -> datetime:
    """Return the moment since when records of a site are kept; older ones are to be destroyed."""
    return min(_years_before(now, site.retention_years), now - site.validity)


def _years_before(moment: datetime, years: int) -> datetime:
    """Return the same day of an earlier year; the day before, where that year had no 29 February."""
    year = max(moment.year - years, 1)
    try:
        return moment.replace(year=year)
    except ValueError:
        return moment.replace(year=year, day=28)
