"""`kelisim doctor`: look at a deployment, and say what to mend."""

from collections.abc import Iterator
from pathlib import Path

import click

from app.commands.checkup.disk import look_at_disk
from app.commands.checkup.keys import look_at_keys
from app.commands.checkup.remark import Remark
from app.commands.checkup.settings import look_at_settings
from app.commands.checkup.store import look_at_store
from app.commands.failure import Failure
from app.commands.opened import file_of, is_missing, opened
from app.settings import Settings
from app.web.clock import utc_now


@click.command()
@click.pass_obj
def doctor(settings: Settings) -> None:
    """Look at settings, store, clock, disk, keys and sites, and say for each what to mend.

    Run it on the machine and as the account that run the service, with the same settings. It changes nothing, and
    exits with 1 where something is to be mended.
    """
    remarks = list(_remarks(settings))
    for remark in remarks:
        click.echo(f"{'well' if remark.mend is None else 'MEND'}  {remark.about}: {remark.found}")
        if remark.mend is not None:
            click.echo(f"      → {remark.mend}")
    count = sum(remark.mend is not None for remark in remarks)
    if count:
        raise Failure(f"{count} to mend.")


def _remarks(settings: Settings) -> Iterator[Remark]:
    yield from look_at_settings(settings)
    yield look_at_keys(Path(settings.keys))
    yield from look_at_disk(settings)
    if is_missing(settings):
        found = f"There is none at {file_of(settings)}."
        yield Remark("store", found, "Run `kelisim upgrade`, or look at KELISIM_DATABASE_URL.")
        return
    with opened(settings, any_release=True):
        yield from look_at_store(utc_now(), Path(settings.keys))
