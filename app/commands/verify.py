"""`kelisim verify`: check the whole book, or receipts that somebody holds."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import click

from app.commands.failure import Failure
from app.commands.keys import keyring_of
from app.commands.opened import opened
from app.domain.errors import UnusableKeys
from app.services.verify_book import Verified, verify_book
from app.services.verify_receipt import BadReceipt, verify_receipt
from app.settings import Settings
from app.signing.keyring import Keyring, read_keys

_SHOWN_AT_MOST = 20
_TELL_EVERY = 100_000


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--keys", type=click.Path(path_type=Path), help="The public keys, as /v1/keys gave them.")
@click.option("--known", multiple=True, metavar="FINGERPRINT", help="A seal noted earlier, which the book must hold.")
@click.pass_obj
def verify(settings: Settings, files: tuple[Path, ...], keys: Path | None, known: tuple[str, ...]) -> None:
    """Check the book; or, with FILES, the receipts in them (one, or one a line).

    Nothing is asked of any network. For FILES the public keys are enough: no database is opened.
    """
    try:
        ring = keyring_of(settings) if keys is None else read_keys(keys)
        if files:
            _verify_files(ring, files)
        else:
            _verify_book(settings, ring, known)
    except UnusableKeys as error:
        raise Failure(str(error)) from error


def _verify_book(settings: Settings, ring: Keyring, known: tuple[str, ...]) -> None:
    began = monotonic()
    with opened(settings):
        verified = verify_book(ring, known, _progress(began))
    click.echo(_summary(verified, monotonic() - began))
    for finding in verified.findings[:_SHOWN_AT_MOST]:
        click.echo(str(finding))
    if verified.findings:
        raise Failure(f"{len(verified.findings)} findings; the first stands first. The book is not as it was written.")
    click.echo("Every record and every seal is as it was written.")


def _verify_files(ring: Keyring, files: tuple[Path, ...]) -> None:
    good = bad = 0
    for name, document in ((name, each) for path in files for name, each in _documents(path)):
        try:
            seal = verify_receipt(ring, document)
        except BadReceipt as error:
            bad += 1
            click.echo(f"{name}: not genuine. {error}")
        else:
            good += 1
            place = "not sealed when it was issued" if seal is None else f"in seal {seal.number}"
            click.echo(f"{name}: genuine, {place}.")
    click.echo(f"{good} genuine, {bad} not.")
    if bad or not good:
        raise Failure("Not everything here is a genuine receipt.")


def _documents(path: Path) -> Iterator[tuple[str, Any]]:
    """Return the receipts of a file: the whole of it, or each of its lines."""
    text = path.read_text(encoding="utf-8")
    try:
        yield str(path), json.loads(text)
    except ValueError:
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield f"{path}:{number}", _read(line)


def _read(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _progress(began: float) -> Callable[[int], None]:
    def tell(count: int) -> None:
        if count % _TELL_EVERY == 0:
            click.echo(f"{count:,} records, {count / (monotonic() - began):,.0f} a second", err=True)

    return tell


def _summary(verified: Verified, seconds: float) -> str:
    newest = "" if verified.newest is None else f", the last with fingerprint {verified.newest}"
    return (
        f"{verified.records:,} records ({verified.erased:,} erased) and {verified.accesses:,} accesses "
        f"in {seconds:.1f} s, {verified.unsealed:,} not yet sealed; {verified.seals:,} seals{newest}."
    )
