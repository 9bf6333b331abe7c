"""`kelisim export`: give records out, so that others can check them."""

import sys
from collections.abc import Iterator

import click

from app.commands.failure import Failure
from app.commands.named import visitor_of
from app.commands.opened import opened
from app.commands.operator import operator
from app.commands.signing import keyring_of
from app.domain.access import Occasion
from app.domain.export import Cursor, cursor_of
from app.domain.ids import SiteId
from app.services.export_site import Export, Form, Order, export_site
from app.services.export_visitor import export_visitor
from app.services.find_site import find_site
from app.settings import Settings
from app.signing.keyring import Keyring
from app.web.clock import utc_now

_FORMS = [form.value for form in Form]


@click.command()
@click.argument("site")
@click.option("--visitor", metavar="VISITOR", help="Everything that is held about one visitor, as signed receipts.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    default="ndjson",
    show_default=True,
    help="How.",
)
@click.option("--after", metavar="CURSOR", help="Go on behind a page, with the cursor that was told when it was out.")
@click.option("--with-restricted", is_flag=True, help="With records that are kept and not used; needs a --reason.")
@click.option("--reason", help="Why, for the log of accesses.")
@click.pass_obj
def export(  # noqa: PLR0913 - one for each option
    settings: Settings,
    *,
    site: str,
    visitor: str | None,
    form: str,
    after: str | None,
    with_restricted: bool,
    reason: str | None,
) -> None:
    """Write the records of SITE to standard output, page by page; how far it is goes to standard error.

    NDJSON carries the seals and is signed: whoever has the public keys can check it with `kelisim verify`. CSV is for
    tables, and proves nothing. Any export of whatever size takes the same memory, and can go on where it was cut off.
    """
    if visitor is not None and (after is not None or form == Form.CSV):
        raise Failure("The export of one visitor is NDJSON, and whole; leave out --format and --after.")
    if with_restricted and not reason:
        raise Failure("Restricted records leave for an authority or a court: say with --reason for whom.")
    order = Order(Form(form), None if after is None else _cursor(after), with_restricted)
    with opened(settings):
        found = find_site(SiteId(site))
        ring = keyring_of(settings) if form == Form.NDJSON else Keyring(())
        occasion = Occasion(operator(), utc_now(), reason)
        if visitor is None:
            parts = _told(export_site(ring, found, order, occasion))
        else:
            parts = export_visitor(ring, found, visitor_of(visitor), occasion)
        for part in parts:
            sys.stdout.buffer.write(part)
            sys.stdout.buffer.flush()


def _told(begun: Export) -> Iterator[bytes]:
    written = left_out = 0
    for page in begun.pages:
        yield page.lines
        written += page.records
        left_out += page.left_out
        further = "the end" if page.next is None else f"go on from here with --after {page.next}"
        restricted = f", {left_out:,} restricted ones left out" if left_out else ""
        click.echo(f"{written:,} of {begun.records:,} records{restricted}; {further}", err=True)


def _cursor(text: str) -> Cursor:
    try:
        return cursor_of(text)
    except (ValueError, OverflowError) as error:
        raise Failure("This is no cursor; take the one that was told.") from error
