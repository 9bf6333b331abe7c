"""Drafts: documents of sites that are being changed."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from app.domain.ids import SiteId
from app.store.inserting import insert_into
from app.store.tables import DraftRow


def current(connection: Connection, site: SiteId) -> Mapping[str, Any] | None:
    """Return the draft of a site."""
    written = connection.scalar(select(DraftRow.document).where(DraftRow.site == site))
    return None if written is None else json.loads(written)


def keep(connection: Connection, site: SiteId, document: Mapping[str, Any], now: datetime) -> None:
    """Write a draft in the place of what it was before."""
    row = {"document": json.dumps(document, ensure_ascii=False), "changed_at": now}
    statement = insert_into(connection, DraftRow).values(site=site, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=[DraftRow.site], set_=row))


def discard(connection: Connection, site: SiteId) -> None:
    """Forget a draft."""
    connection.execute(delete(DraftRow).where(DraftRow.site == site))
