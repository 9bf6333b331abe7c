"""Count that the banner was shown."""

from datetime import datetime

from app.domain.crossing import crossing_of_showing
from app.domain.device import Device
from app.domain.errors import InvalidField
from app.domain.showing import Showing
from app.domain.site import Site
from app.domain.tally import NOTHING_ASIDE, Aside, slices_of_showing
from app.services.count_variant import count_showing
from app.services.transaction import noting
from app.store import crossings, tallies


def record_shown(
    site: Site, showing: Showing, device: Device | None, now: datetime, aside: Aside = NOTHING_ASIDE
) -> None:
    """Add one to those who were asked, or to the robots, which have no device.

    Raises InvalidField where the showing does not fit the site.
    """
    if showing.edition > site.edition.number:
        raise InvalidField("edition", f"The newest edition of this site's policy is {site.edition.number}.")
    with noting() as connection:
        tallies.add_one(connection, site.id, slices_of_showing(site, showing, device, now, aside))
        if device is not None:
            crossings.add_one(connection, site.id, crossing_of_showing(site, showing, device, now, aside))
        if site.comparison is not None and device is not None:
            count_showing(connection, site, showing.banner, now)
