"""Read the declaration of a site's cookies and counters, under the current or an earlier edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.edition import Edition
from app.domain.errors import UnknownEdition, UnknownSite
from app.domain.ids import SiteId
from app.domain.site import Site
from app.services.transaction import reading
from app.store import banners, editions, sites


@dataclass(frozen=True, slots=True)
class Policy:
    """What a site's visitors are shown under an edition, and all of its editions, newest first."""

    site: Site
    edition: Edition
    shown: Mapping[str, Any]
    editions: tuple[Edition, ...]


def read_policy(site: SiteId, edition: int | None = None) -> Policy:
    """Return the declaration under an edition, the current one by default; raise UnknownSite or UnknownEdition."""
    with reading() as connection:
        found = sites.current(connection, site)
        if found is None:
            raise UnknownSite(site)
        number = found.edition.number if edition is None else edition
        published = editions.published(connection, site)
        chosen = next((each for each in published if each.number == number), None)
        shown = None if chosen is None else banners.shown_under_edition(connection, site, number)
    if chosen is None or shown is None:
        raise UnknownEdition(number)
    return Policy(found, chosen, shown, published[::-1])
