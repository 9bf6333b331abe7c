"""Examine the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.site import Site
from app.domain.two_factor import TwoFactor
from app.domain.user import UserId
from app.services.transaction import reading
from app.store import examination, release, sites, users


@dataclass(frozen=True, slots=True)
class Examined:
    """A store: its kind, its settings, whether it is of this release, and what only such a one can tell."""

    kind: str
    manners: Mapping[str, str]
    is_current: bool
    newest: datetime | None
    first_unsealed: datetime | None
    sites: tuple[Site, ...]
    factors: Mapping[UserId, TwoFactor] = field(default_factory=dict, repr=False)


def examine_store() -> Examined:
    """Return what can be told of the store; raise StoreUnavailable where it does not answer."""
    with reading() as connection:
        kind, manners = connection.dialect.name, examination.manners(connection)
        if not release.is_current(connection):
            return Examined(kind, manners, is_current=False, newest=None, first_unsealed=None, sites=())
        return Examined(
            kind,
            manners,
            is_current=True,
            newest=examination.newest(connection),
            first_unsealed=examination.first_unsealed(connection),
            sites=sites.every(connection),
            factors=users.two_factors(connection),
        )
