"""`kelisim key`: the API keys with which a site's server reads and writes."""

import click

from app.commands.failure import Failure
from app.commands.opened import opened
from app.commands.operator import operator
from app.domain.api_key import ApiKey, KeyId, Scope
from app.domain.ids import SiteId
from app.domain.moment import written
from app.services.add_key import add_key
from app.services.find_site import find_site
from app.services.list_keys import list_keys
from app.services.revoke_key import revoke_key
from app.settings import Settings
from app.web.clock import utc_now

_LONGEST_NAME = 80


@click.group()
def key() -> None:
    """API keys of sites' servers: add, list, revoke. What signs is under `kelisim signing`."""


@key.command()
@click.argument("site")
@click.option("--name", required=True, help="What the key is for, such as the server that will have it.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    default=(Scope.READ.value,),
    show_default=True,
    help="What it opens; give it once for each.",
)
@click.pass_obj
def add(settings: Settings, site: str, name: str, scopes: tuple[str, ...]) -> None:
    """Add an API key to SITE and print it. It is shown this once: only a hash of it is kept."""
    if len(name) > _LONGEST_NAME:
        raise Failure(f"A name has at most {_LONGEST_NAME} characters.")
    with opened(settings):
        told = add_key(find_site(SiteId(site)), name, frozenset(map(Scope, scopes)), utc_now(), operator())
    click.echo(told)


@key.command("list")
@click.argument("site")
@click.pass_obj
def list_them(settings: Settings, site: str) -> None:
    """List the API keys of SITE, oldest first: id, scopes, when added, last day of use (UTC), name."""
    with opened(settings):
        for each in list_keys(find_site(SiteId(site))):
            click.echo(_line(each))


@key.command()
@click.argument("site")
@click.argument("id")
@click.pass_obj
def revoke(settings: Settings, site: str, id: str) -> None:  # noqa: A002 - the argument's name on the command line
    """Let the API key of this ID at SITE open nothing from now on."""
    with opened(settings):
        revoked = revoke_key(find_site(SiteId(site)), KeyId(id), utc_now(), operator())
    if not revoked:
        raise Failure(f"{site} has no API key {id} that still opens anything.")
    click.echo(f"{id} opens nothing any more.")


def _line(each: ApiKey) -> str:
    used = "never used" if each.used_on is None else f"last used {each.used_on}"
    end = "" if each.revoked_at is None else f"  revoked {written(each.revoked_at)}"
    return f"{each.id}  {','.join(sorted(each.scopes))}  added {written(each.added_at)}  {used}{end}  {each.name}"
