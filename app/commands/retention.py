"""`kelisim retention`: destroy what is older than its site keeps it, and what opens nothing any more."""

from datetime import datetime
from time import monotonic, sleep

import click

from app.commands.failure import Failure
from app.commands.opened import opened
from app.commands.operator import operator
from app.domain.access import Occasion
from app.domain.ids import SiteId
from app.domain.retention import kept_since
from app.domain.site import Site
from app.services.destroy_due import BEGINNING, count_due, destroy_due
from app.services.find_site import find_site
from app.services.forget_expired import count_expired, forget_expired
from app.services.forget_refusals import count_refusals_due, forget_refusals, remembered_since
from app.services.list_sites import list_sites
from app.settings import Settings
from app.web.clock import utc_now


@click.command()
@click.argument("sites", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Only tell how many records it would be.")
@click.option("--every", type=click.IntRange(min=1), metavar="SECONDS", help="Go on, and do it so often.")
@click.pass_obj
def retention(settings: Settings, sites: tuple[str, ...], *, dry_run: bool, every: int | None) -> None:
    """Destroy records that are older than `retention_years` of their site says; of SITES, or of all of them.

    Run it by a timer, once a day, or leave it running with --every 86400. It works in small batches beside the running
    service, may be stopped at any time, and notes each batch in the log of accesses. Restricted records, and answers
    that may still hold, are kept.
    The ids of refusals that were only counted are forgotten when no page sends them again; the sums stay.
    Where no site is named, the console's sessions and one-time links that open nothing any more are forgotten too.
    """
    if every is None:
        _destroy_all(settings, sites, dry_run=dry_run)
        return
    while True:
        try:
            _destroy_all(settings, sites, dry_run=dry_run)
        except Failure as failure:
            failure.show()
        sleep(every)


def _destroy_all(settings: Settings, sites: tuple[str, ...], *, dry_run: bool) -> None:
    with opened(settings):
        for site in [find_site(SiteId(name)) for name in sites] or list_sites():
            before = kept_since(site, utc_now())
            due = count_due(site, before)
            if dry_run:
                click.echo(f"{site.id}: {due:,} records from before {before:%Y-%m-%d} would be destroyed.")
            else:
                done = _destroy(site, before, due)
                click.echo(f"{site.id}: {done:,} records from before {before:%Y-%m-%d} were destroyed.")
            _forget(site, dry_run=dry_run)
        if not sites:
            _forget_expired(dry_run=dry_run)


def _destroy(site: Site, before: datetime, due: int) -> int:
    done = 0
    after = BEGINNING
    began = monotonic()
    while batch := destroy_due(site, after, before, _occasion(site)):
        done += batch.records
        after = batch.until
        click.echo(f"{site.id}: {done:,} of {due:,}", err=True)
        sleep(monotonic() - began)  # As long as this batch took: half of the time belongs to who answers visitors.
        began = monotonic()
    return done


def _forget(site: Site, *, dry_run: bool) -> None:
    before = remembered_since(site, utc_now())
    due = count_refusals_due(site, before)
    if due:
        began = monotonic()
        while not dry_run and forget_refusals(site, before):
            sleep(monotonic() - began)
            began = monotonic()
        were = "would be" if dry_run else "were"
        click.echo(f"{site.id}: {due:,} counted refusals from before {before:%Y-%m-%d} {were} forgotten.")


def _forget_expired(*, dry_run: bool) -> None:
    expired = count_expired(utc_now()) if dry_run else forget_expired(utc_now())
    if expired.sessions or expired.links or expired.forms:
        were = "would be" if dry_run else "were"
        click.echo(
            f"The console: {expired.sessions:,} sessions, {expired.links:,} links and {expired.forms:,} unsent forms "
            f"that are over {were} forgotten."
        )


def _occasion(site: Site) -> Occasion:
    """Return the occasion of one batch: each has its own moment, so that the seal of its time takes it in."""
    return Occasion(operator(), utc_now(), f"retention of {site.retention_years} years")
