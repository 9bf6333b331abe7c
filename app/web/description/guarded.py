"""What each guard asks of those who call, as the description tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import errors as domain
from app.domain.api_key import Scope
from app.web.guards import (
    Guard,
    anyone,
    askers_who_hear_yes_or_no,
    pages_and_servers_of_the_site,
    servers_of_the_site,
    servers_that_export,
)
from app.web.limits import TooManyRequests

WRITING = frozenset({"POST", "DELETE"})


@dataclass(frozen=True, slots=True)
class Guarded:
    """The errors that a guard and the limits beside it bring, and the scope of a key that opens reading and writing."""

    refuses: tuple[type[Exception], ...] = ()
    refuses_to_write: tuple[type[Exception], ...] = ()
    scopes: tuple[Scope, Scope] | None = None
    needs_key: bool = False

    def security(self, method: str) -> list[dict[str, Any]] | None:
        """Return what opens, in the words of OpenAPI: alternatives, an empty one where no key is needed."""
        if self.scopes is None:
            return None
        key = {"key": [self.scopes[method in WRITING].value]}
        return [key] if self.needs_key else [{}, key]


_OF_THE_SITE = (
    domain.ForeignOrigin,
    domain.UnknownKey,
    domain.KeyOfAnotherSite,
    domain.MissingScope,
    domain.StoreUnavailable,
)

GUARDED: Mapping[Guard, Guarded] = {
    anyone: Guarded(),
    pages_and_servers_of_the_site: Guarded(
        (*_OF_THE_SITE, domain.UnknownSite), (domain.MissingOrigin, TooManyRequests), (Scope.READ, Scope.WRITE)
    ),
    askers_who_hear_yes_or_no: Guarded((*_OF_THE_SITE, domain.NotAllowed), (), (Scope.READ, Scope.WRITE)),
    servers_of_the_site: Guarded(
        (*_OF_THE_SITE, domain.UnknownSite, domain.MissingKey), (), (Scope.READ, Scope.READ), needs_key=True
    ),
    servers_that_export: Guarded(
        (*_OF_THE_SITE, domain.UnknownSite, domain.MissingKey), (), (Scope.EXPORT, Scope.EXPORT), needs_key=True
    ),
}
