"""`kelisim verify`: check the whole book, or receipts that somebody holds."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import click

from app.commands.failure import Failure
from app.commands.opened import opened
from app.commands.signing import keyring_of
from app.commands.verify_files import SHOWN_AT_MOST, verify_files
from app.domain.errors import UnusableKeys
from app.services.verify_book import Verified, verify_book
from app.settings import Settings
from app.signing.keyring import Keyring, read_keys

_TELL_EVERY = 100_000


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--keys", type=click.Path(path_type=Path), help="The public keys, as /v1/keys gave them.")
@click.option("--known", multiple=True, metavar="FINGERPRINT", help="A seal noted earlier, which the book must hold.")
@click.pass_obj
def verify(settings: Settings, files: tuple[Path, ...], keys: Path | None, known: tuple[str, ...]) -> None:
    """Check the book; or, with FILES, the receipts in them, or the parts of an export in their order.

    Nothing is asked of any network. For FILES the public keys are enough: no database is opened.
    """
    try:
        ring = keyring_of(settings) if keys is None else read_keys(keys)
        if files:
            verify_files(ring, files)
        else:
            _verify_book(settings, ring, known)
    except UnusableKeys as error:
        raise Failure(str(error)) from error


def _verify_book(settings: Settings, ring: Keyring, known: tuple[str, ...]) -> None:
    began = monotonic()
    with opened(settings):
        verified = verify_book(ring, known, _progress(began))
    click.echo(_summary(verified, monotonic() - began))
    for finding in verified.findings[:SHOWN_AT_MOST]:
        click.echo(str(finding))
    if verified.findings:
        raise Failure(f"{len(verified.findings)} findings; the first stands first. The book is not as it was written.")
    click.echo("Every record and every seal is as it was written.")


def _progress(began: float) -> Callable[[int], None]:
    def tell(count: int) -> None:
        if count % _TELL_EVERY == 0:
            click.echo(f"{count:,} records, {count / (monotonic() - began):,.0f} a second", err=True)

    return tell


def _summary(verified: Verified, seconds: float) -> str:
    newest = "" if verified.newest is None else f", the last with fingerprint {verified.newest}"
    gone = f"{verified.erased:,} erased, {verified.destroyed:,} more destroyed"
    return (
        f"{verified.records:,} records ({gone}) and {verified.accesses:,} accesses in {seconds:.1f} s, "
        f"{verified.unsealed:,} not yet sealed; {verified.seals:,} seals{newest}."
    )
