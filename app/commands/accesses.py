"""`kelisim accesses`: who opened, gave out or destroyed records, and who says who may."""

from datetime import datetime

import click

from app.commands.named import DAY, beginning
from app.commands.opened import opened
from app.domain.access import Access, Destroyed
from app.domain.ids import SiteId
from app.domain.moment import written
from app.services.find_site import find_site
from app.services.list_accesses import list_accesses
from app.settings import Settings


@click.command()
@click.argument("site")
@click.option("--since", type=DAY, help="From this day on (UTC); from the beginning without it.")
@click.pass_obj
def accesses(settings: Settings, site: str, since: datetime | None) -> None:
    """List who opened, gave out or destroyed records of SITE, and who changed the site, users and keys, oldest first.

    A line says when, who, what, how many records, of whom, and why.

    The list stands in the book beside the records: `kelisim verify` shows whether it is whole.
    """
    with opened(settings):
        for access in list_accesses(find_site(SiteId(site)), beginning(since)):
            click.echo(_line(access))


def _line(access: Access) -> str:
    parts = (
        written(access.at),
        access.actor,
        access.act,
        f"{access.records} records" if access.is_about_records else "",
        access.visitor or "",
        _span(access.destroyed),
        access.reason or "",
    )
    return "  ".join(part for part in parts if part)


def _span(destroyed: Destroyed | None) -> str:
    return "" if destroyed is None else f"from {written(destroyed.since)} to {written(destroyed.until)}"
