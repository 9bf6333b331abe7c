"""What a visitor was shown when she decided: only of that can she have said anything."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.ids import NECESSARY, CategoryId, CounterId
from app.domain.site import Site


@dataclass(frozen=True, slots=True)
class Shown:
    """What could be refused in a banner: categories, and counters, each under the category it was shown in.

    `edition` is that of the policy which the banner stood under, None where nobody knows the banner. `variant` is the
    name of the one that it was where banners are compared.
    """

    categories: Collection[CategoryId]
    counters: Mapping[CounterId, CategoryId]
    edition: int | None = None
    variant: str | None = None

    def still_of(self, site: Site) -> "Shown":
        """Return what the site still asks about, in its order; a counter stays in the category it was shown in."""
        return Shown(
            tuple(category for category in site.optional_categories() if category in self.categories),
            {counter: self.counters[counter] for counter in site.optional_counters() if counter in self.counters},
        )


def shown_by(
    categories: Collection[CategoryId],
    counters: Mapping[CounterId, CategoryId],
    edition: int,
    variant: str | None = None,
) -> Shown:
    """Return what an earlier banner of these categories and counters let a visitor refuse."""
    optional = {counter: category for counter, category in counters.items() if category != NECESSARY}
    return Shown(categories, optional, edition, variant)
