"""`kelisim backup`: a copy of the book."""

from pathlib import Path

import click

from app.commands.failure import Failure
from app.commands.opened import file_of, is_missing, opened
from app.services.back_up import NoFile, back_up
from app.settings import Settings


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup(settings: Settings, file: Path) -> None:
    """Copy the SQLite store into FILE, while the service goes on.

    The copy is whole and of one moment. To restore it, stop the service and put the copy in the store's place. Keep
    the file of signing keys too, in another place than the copy. A store of an earlier release is copied as it is.
    """
    if is_missing(settings):
        raise Failure(f"There is no store at {file_of(settings)}.")
    with opened(settings, any_release=True):
        try:
            back_up(file)
        except FileExistsError as error:
            raise Failure(f"{file} is there already; nothing was written.") from error
        except OSError as error:
            raise Failure(f"{file} cannot be written: {error.strerror}.") from error
        except NoFile as error:
            raise Failure(
                "Only SQLite is copied like this; for PostgreSQL take pg_dump, see docs/operations.md."
            ) from error
    click.echo(f"The store was copied to {file}, {file.stat().st_size:,} bytes.")
