"""`kelisim signing`: the keys that seals and receipts are signed with."""

from pathlib import Path

import click

from app.commands.failure import Failure
from app.domain.errors import UnusableKeys
from app.domain.moment import written
from app.settings import Settings
from app.signing.keyring import Key, Keyring, read_keys, write_keys
from app.web.clock import utc_now


@click.group()
def signing() -> None:
    """Signing keys: make or rotate the one that signs seals and receipts, list them."""


@signing.command()
@click.pass_obj
def rotate(settings: Settings) -> None:
    """Make a new key that signs from now on, and destroy the private part of the one before."""
    path = Path(settings.keys)
    now = utc_now()
    ring = (keyring_of(settings) if path.exists() else Keyring(())).rotated(now)
    write_keys(path, ring)
    click.echo(f"{path} signs with a new key:")
    click.echo(_line(ring.keys[-1]))


@signing.command("list")
@click.pass_obj
def list_them(settings: Settings) -> None:
    """List the keys, oldest first."""
    for each in keyring_of(settings).keys:
        click.echo(_line(each))


def keyring_of(settings: Settings) -> Keyring:
    """Return the keys of an installation."""
    try:
        return read_keys(Path(settings.keys))
    except UnusableKeys as error:
        raise Failure(str(error)) from error


def _line(each: Key) -> str:
    end = "now" if each.until is None else written(each.until)
    return f"  {each.id}  {written(each.since)} to {end}"
