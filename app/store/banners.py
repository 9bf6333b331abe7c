"""What visitors were shown, by banner revision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select

from app.domain.ids import SiteId
from app.domain.shown import Shown, shown_by
from app.store.inserting import insert_once
from app.store.tables import BannerRow, SiteRow

_OFFERED: WeakKeyDictionary[Engine, dict[tuple[SiteId, str], Shown]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Banner:
    """A banner revision of a site, under an edition of its policy, and what it shows."""

    site: SiteId
    revision: str
    edition: int
    shown: Mapping[str, Any]


def shown(connection: Connection, site: SiteId, revision: str) -> Mapping[str, Any] | None:
    """Return what visitors were shown under a revision."""
    return connection.scalar(select(BannerRow.shown).where(BannerRow.site == site, BannerRow.revision == revision))


def offered(connection: Connection, site: SiteId, revision: str) -> Shown | None:
    """Return what visitors could answer about under a revision; it never changes, so it is read once."""
    known: dict[tuple[SiteId, str], Shown] = _OFFERED.setdefault(connection.engine, {})
    if (site, revision) not in known:
        read = shown(connection, site, revision)
        if read is None:
            return None
        known[site, revision] = shown_by(
            tuple(read["categories"]), read["counters"], read["edition"], read.get("variant")
        )
    return known[site, revision]


def add(connection: Connection, banner: Banner, now: datetime) -> bool:
    """Keep what a revision shows; False where it is kept already."""
    row = {
        "site": banner.site,
        "revision": banner.revision,
        "edition": banner.edition,
        "shown": banner.shown,
        "first_composed_at": now,
    }
    return insert_once(connection, BannerRow, row)


def variants(connection: Connection, site: SiteId) -> Mapping[str, str]:
    """Return the newest revision of each variant that the site ever compared, by its name."""
    name = BannerRow.shown["variant"].as_string()
    statement = select(name, BannerRow.revision).where(BannerRow.site == site, name.is_not(None))
    rows = connection.execute(statement.order_by(BannerRow.first_composed_at, BannerRow.revision))
    return {variant: revision for variant, revision in rows}  # noqa: C416 - a row is no pair to dict's types


def shown_under_edition(connection: Connection, site: SiteId, edition: int) -> Mapping[str, Any] | None:
    """Return what visitors were shown last under an edition of the policy, or are shown now.

    It is what those were shown who were asked first, and, where banners were compared, the site's own.
    """
    of_region, variant = (BannerRow.shown[name].as_string() for name in ("regime", "variant"))
    return connection.scalar(
        select(BannerRow.shown)
        .join(SiteRow, SiteRow.id == BannerRow.site)
        .where(BannerRow.site == site, BannerRow.edition == edition)
        .order_by(
            (BannerRow.revision == SiteRow.banner).desc(),
            of_region.is_(None).desc(),
            BannerRow.first_composed_at.desc(),
            variant,
            BannerRow.revision,
        )
        .limit(1)
    )


def composed(connection: Connection, after: datetime | None, until: datetime) -> Iterator[Banner]:
    """Return the revisions of all sites that were first composed behind one moment and up to another."""
    statement = select(BannerRow.site, BannerRow.revision, BannerRow.edition, BannerRow.shown).where(
        BannerRow.first_composed_at <= until
    )
    if after is not None:
        statement = statement.where(BannerRow.first_composed_at > after)
    for row in connection.execute(statement.order_by(BannerRow.site, BannerRow.revision)):
        yield Banner(SiteId(row.site), row.revision, row.edition, row.shown)
