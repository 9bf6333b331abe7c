"""The tallies of the one site, as tests compare them."""

from collections import Counter
from datetime import date

from app.domain.ids import SiteId
from app.services.transaction import reading
from app.store import tallies
from tests.makers import a_site


def sums(dimension: str, day: date | None = None, site: SiteId | None = None) -> dict[tuple[str, str], int]:
    """Return the sums of a dimension by value and answer, of a day or of all days together."""
    with reading() as connection:
        counted = tallies.counts(connection, site or a_site().id)
    found: Counter[tuple[str, str]] = Counter()
    for each, count in counted.items():
        if each.dimension == dimension and day in (None, each.day):
            found[each.value, each.answer] += count
    return dict(found)
