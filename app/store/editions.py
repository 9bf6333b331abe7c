"""The published editions of the sites' policies."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.domain.edition import Edition
from app.domain.ids import Language, SiteId
from app.store.tables import EditionRow


def published(connection: Connection, site: SiteId) -> tuple[Edition, ...]:
    """Return the editions of a site, oldest first."""
    rows = connection.execute(
        select(EditionRow.number, EditionRow.effective, EditionRow.asks_again, EditionRow.changes)
        .where(EditionRow.site == site)
        .order_by(EditionRow.number)
    )
    return tuple(
        Edition(
            number=row.number,
            effective=row.effective,
            asks_again=row.asks_again,
            changes=None
            if row.changes is None
            else {Language(language): text for language, text in row.changes.items()},
        )
        for row in rows
    )


def add(connection: Connection, site: SiteId, edition: Edition, now: datetime) -> None:
    """Publish an edition."""
    connection.execute(
        insert(EditionRow).values(
            site=site,
            number=edition.number,
            effective=edition.effective,
            asks_again=edition.asks_again,
            changes=edition.changes,
            published_at=now,
        )
    )
