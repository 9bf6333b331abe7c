"""Apply sites: what they are, the editions of their policies, and what their banners show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.domain.access import Act, Actor, Occasion
from app.domain.banner import revision_of
from app.domain.edition import Edition, newest_that_asks
from app.domain.ids import CounterId, SiteId
from app.domain.reach import clashes
from app.domain.site import Site
from app.services.composing.comparison import every_shown
from app.services.composing.settings import settings_of
from app.services.composing.shown import shown_by
from app.services.note_access import note_access
from app.services.transaction import writing
from app.store import banners, editions, sites
from app.store.banners import Banner
from app.store.sites import AppliedSite


@dataclass(frozen=True, slots=True)
class Application:
    """A site as it is to be, and the document that says so, kept to be read again."""

    site: Site
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a site came to. `unasked` are counters added since without asking visitors again."""

    site: SiteId
    is_changed: bool
    banner: str
    is_new_banner: bool
    edition: int
    is_new_edition: bool
    unasked: tuple[CounterId, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A site that cannot be applied: where its document is at fault, and what to write instead."""

    site: SiteId
    where: tuple[str | int, ...]
    message: str


class SitesRefused(Exception):
    """Some sites contradict what is published, or one another; nothing was applied."""

    def __init__(self, refused: tuple[Refusal, ...]) -> None:
        super().__init__("; ".join(f"{each.site}: {each.message}" for each in refused))
        self.refused = refused


def apply_sites(
    applications: Sequence[Application], now: datetime, *, only_new: bool = False, by: Actor | None = None
) -> tuple[Applied, ...]:
    """Apply all sites or none; applying the same again changes nothing.

    A new banner revision comes about only where what visitors see is different. What somebody changes, the log of
    accesses says; nobody is named where Kelisim itself brings a site to its release. Raises SitesRefused where an
    edition that is published already would change, or an older one would come back, where the cookies of two
    sites would meet, or, with `only_new`, where there is a site of the same id already.
    """
    with writing() as connection:
        published = {each.site.id: editions.published(connection, each.site.id) for each in applications}
        refused = (
            *(_refused_ids(connection, applications) if only_new else ()),
            *_refused_editions(applications, published),
            *_refused_origins(connection, applications),
        )
        if refused:
            raise SitesRefused(refused)
        applied = tuple(_apply(connection, each, published[each.site.id], now) for each in applications)
        if by is not None:
            for each in applied:
                _note(connection, each, by, now)
        return applied


def _note(connection: Connection, applied: Applied, by: Actor, now: datetime) -> None:
    if applied.is_changed or applied.is_new_edition:
        reason = f"edition:{applied.edition} banner:{applied.banner}"
        note_access(connection, applied.site, Occasion(by, now, reason), Act.PUBLISH, 0)


def _refused_ids(connection: Connection, applications: Sequence[Application]) -> Iterator[Refusal]:
    for site in (each.site for each in applications):
        if sites.current(connection, site.id) is not None:
            yield Refusal(site.id, ("site",), "there is a site of this id already; write another one.")


def _refused_editions(
    applications: Sequence[Application], published: Mapping[SiteId, tuple[Edition, ...]]
) -> Iterator[Refusal]:
    for site in (each.site for each in applications):
        message = _objection(site.edition, published[site.id])
        if message is not None:
            yield Refusal(site.id, ("policy", "edition"), message)


def _refused_origins(connection: Connection, applications: Sequence[Application]) -> Iterator[Refusal]:
    applied = {each.site.id for each in applications}
    kept = (site for site in sites.every(connection) if site.id not in applied)
    for clash in clashes((each.site for each in applications), kept):
        yield Refusal(clash.site, ("origins", clash.origin), clash.message)


def _objection(edition: Edition, published: tuple[Edition, ...]) -> str | None:
    newest = published[-1] if published else None
    if newest is None or edition.number > newest.number:
        return None
    if edition.number < newest.number:
        return f"edition {newest.number} is published; write {newest.number}, or {newest.number + 1} for a new one."
    if not edition.repeats(newest):
        return f"edition {newest.number} is published and cannot change; write {newest.number + 1} for what is new."
    return None


def _banner(site: Site, shown: Mapping[str, Any]) -> Banner:
    return Banner(site.id, revision_of(shown), site.edition.number, shown)


def _apply(connection: Connection, application: Application, published: tuple[Edition, ...], now: datetime) -> Applied:
    is_new_edition = all(each.number != application.site.edition.number for each in published)
    site = replace(application.site, asks=newest_that_asks([*published, application.site.edition]))
    before = sites.current(connection, site.id)
    banner, *compared = (_banner(site, shown) for shown in every_shown(site))
    elsewhere = {regime: _banner(site, shown_by(site, regime)) for regime in sorted(set(site.regimes.values()))}
    applied = AppliedSite(
        site,
        application.document,
        settings_of(site, banner.revision, banner.shown),
        banner.revision,
        {regime: settings_of(site, each.revision, each.shown, regime) for regime, each in elsewhere.items()},
    )
    is_changed = not sites.is_kept(connection, applied)
    if is_changed:
        sites.keep(connection, applied, now)
    if is_new_edition:
        editions.add(connection, site.id, site.edition, now)
    is_new_banner = banners.add(connection, banner, now)
    for each in (*compared, *elsewhere.values()):
        banners.add(connection, each, now)
    known = {counter.id for counter in before.counters} if before else set()
    return Applied(
        site=site.id,
        is_changed=is_changed,
        banner=banner.revision,
        is_new_banner=is_new_banner,
        edition=site.edition.number,
        is_new_edition=is_new_edition,
        unasked=()
        if is_new_edition
        else tuple(counter for counter in site.optional_counters() if counter not in known),
    )
