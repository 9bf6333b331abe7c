"""`kelisim restrict`: keep a visitor's records, and use them no more."""

import click

from app.commands.named import visitor_of
from app.commands.opened import opened
from app.commands.operator import operator
from app.domain.access import Occasion
from app.domain.ids import SiteId
from app.services.find_site import find_site
from app.services.restrict_visitor import lift_restriction, restrict_visitor
from app.settings import Settings
from app.web.clock import utc_now


@click.command()
@click.argument("site")
@click.argument("visitor")
@click.option("--reason", required=True, help="Why, for the log of accesses.")
@click.option("--lift", is_flag=True, help="Let them be used again.")
@click.pass_obj
def restrict(settings: Settings, site: str, visitor: str, reason: str, *, lift: bool) -> None:
    """Keep what is known of VISITOR at SITE, and use it no more.

    Her standing is unknown from now on and everything optional denied, whatever she answers; exports of the site leave
    her records out, and no retention destroys them. She herself may still read and erase them.
    """
    known = visitor_of(visitor)
    with opened(settings):
        found, occasion = find_site(SiteId(site)), Occasion(operator(), utc_now(), reason)
        if lift:
            count, done, nothing = lift_restriction(found, known, occasion), "used again", "No restriction was there."
        else:
            count, done = restrict_visitor(found, known, occasion), "kept and not used"
            nothing = "Nothing to restrict: no record of this visitor is kept, or she is restricted already."
    click.echo(f"{count} records are {done}." if count else nothing)
