"""`kelisim erase`: take a visitor out of everything that is kept."""

import click

from app.commands.named import visitor_of
from app.commands.opened import opened
from app.commands.operator import operator
from app.domain.access import Occasion
from app.domain.ids import SiteId
from app.services.erase_visitor import erase_visitor
from app.services.find_site import find_site
from app.settings import Settings
from app.web.clock import utc_now


@click.command()
@click.argument("site")
@click.argument("visitor")
@click.option("--reason", required=True, help="Why; name nobody, for the log of accesses stays.")
@click.pass_obj
def erase(settings: Settings, site: str, visitor: str, reason: str) -> None:
    """Take VISITOR out of every record of SITE.

    What she answered stays, without anyone's name, and still verifies. There is no way back.
    """
    known = visitor_of(visitor)
    with opened(settings):
        count = erase_visitor(find_site(SiteId(site)), known, Occasion(operator(), utc_now(), reason))
    click.echo(f"Erased from {count} records." if count else "No record of this visitor is kept, and no log names her.")
