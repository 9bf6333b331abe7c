"""Read the draft of a site."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import UnknownSite
from app.domain.ids import SiteId
from app.services.transaction import reading
from app.store import drafts, sites


@dataclass(frozen=True, slots=True)
class Draft:
    """The document that a site was applied from, and the one that it is to become; the same where nothing changes."""

    applied: Mapping[str, Any]
    content: Mapping[str, Any]

    @property
    def is_changed(self) -> bool:
        """Tell whether there is anything to publish."""
        return self.content != self.applied


def read_draft(site: SiteId) -> Draft:
    """Return the draft of a site; raise UnknownSite."""
    with reading() as connection:
        applied = sites.document(connection, site)
        draft = drafts.current(connection, site)
    if applied is None:
        raise UnknownSite(site)
    return Draft(applied, applied if draft is None else draft)
