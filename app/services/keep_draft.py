"""Keep a draft of a site, or drop it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.ids import SiteId
from app.services.transaction import writing
from app.store import drafts


def keep_draft(site: SiteId, content: Mapping[str, Any], now: datetime) -> None:
    """Keep what a site is to become; nobody is shown anything of it."""
    with writing() as connection:
        drafts.keep(connection, site, content, now)


def discard_draft(site: SiteId) -> None:
    """Let a site be what it is."""
    with writing() as connection:
        drafts.discard(connection, site)
