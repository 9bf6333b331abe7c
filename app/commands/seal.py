"""`kelisim seal`: close the run of records since the last seal."""

import time

import click

from app.commands.failure import Failure
from app.commands.opened import opened
from app.commands.signing import keyring_of
from app.domain.moment import written
from app.services.overwrite import overwrite
from app.services.seal_book import Sealed, seal_book
from app.settings import Settings
from app.web.clock import utc_now


@click.command()
@click.option("--every", type=click.IntRange(min=1), metavar="SECONDS", help="Go on, and seal so often.")
@click.pass_obj
def seal(settings: Settings, every: int | None) -> None:
    """Close the records since the last seal under a signed root.

    Run it by a timer, or leave it running with --every 600. What it prints is worth keeping elsewhere: a seal that
    somebody else knows cannot be replaced. It also overwrites in SQLite's log what was erased while somebody read it.
    """
    if every is None:
        if not _seal_all(settings):
            click.echo("Nothing is to be sealed.")
        return
    while True:
        try:
            _seal_all(settings)
        except Failure as failure:
            failure.show()
        time.sleep(every)


def _seal_all(settings: Settings) -> int:
    made = 0
    with opened(settings):
        while sealed := seal_book(keyring_of(settings), utc_now()):
            made += 1
            click.echo(_line(sealed))
        overwrite()
    return made


def _line(sealed: Sealed) -> str:
    one = sealed.seal
    leaves = f"{one.records} records and {one.accesses} accesses up to {written(one.until)}"
    return f"Seal {one.number}: {leaves}, fingerprint {sealed.fingerprint}"
