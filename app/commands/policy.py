"""`kelisim policy`: the editions of a site's policy."""

from datetime import datetime

import click

from app.commands.applied import tell_applied
from app.commands.failure import Failure
from app.commands.named import DAY
from app.commands.opened import opened
from app.commands.operator import operator
from app.domain.ids import SiteId
from app.domain.site import Site
from app.services.find_site import find_site
from app.services.keep_draft import discard_draft
from app.services.read_draft import read_draft
from app.settings import Settings
from app.site_files.applying import apply_read
from app.site_files.form.publishing import published
from app.site_files.read_sites import read_kept
from app.web.clock import utc_now


@click.group()
def policy() -> None:
    """Policies of sites: publish the next edition of one."""


@policy.command()
@click.argument("site")
@click.option("--asks-again", "how", flag_value="asks", help="Every visitor is asked again.")
@click.option("--informs", "how", flag_value="informs", help="Visitors are told; their answers stand.")
@click.option("--changes", multiple=True, metavar="LANGUAGE=TEXT", help="What is new; once for each of its languages.")
@click.option("--effective", type=DAY, help="Since when; today without it.")
@click.pass_obj
def publish(
    settings: Settings, site: str, how: str | None, changes: tuple[str, ...], effective: datetime | None
) -> None:
    """Publish the next edition of the policy of SITE: what was drafted in the console, or the site as it stands.

    A site file that is applied later has to name this edition, or a newer one.
    """
    if how is None:
        raise Failure("Say --asks-again, or --informs.")
    with opened(settings):
        found, now = find_site(SiteId(site)), utc_now()
        day = now.date() if effective is None else effective.date()
        typed = {"how": [how], "policy.effective": [day.isoformat()], **_changes(found, changes)}
        content = published(read_draft(found.id).content, found.edition.number, typed, day)
        tell_applied(apply_read([read_kept(content)], now, by=operator()))
        discard_draft(found.id)


def _changes(site: Site, told: tuple[str, ...]) -> dict[str, list[str]]:
    """Return what is new, as the form of the console names it."""
    said = {}
    for each in told:
        language, _, text = each.partition("=")
        if language not in site.languages or not text.strip():
            raise Failure(f"Write --changes {site.languages[0]}=…; this site speaks {', '.join(site.languages)}.")
        said[f"policy.changes.{language}"] = [text]
    return said
