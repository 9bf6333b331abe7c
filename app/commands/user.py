"""`kelisim user`: who may come into the console."""

import click

from app.commands.opened import opened
from app.commands.operator import operator
from app.domain.ids import SiteId
from app.domain.user import EVERY_SITE, Role
from app.services.find_site import find_site
from app.services.invite_user import invite_user
from app.services.list_users import list_users
from app.settings import Settings
from app.web.clock import utc_now
from app.web.console.links import welcome


@click.group()
def user() -> None:
    """Users of the console: invite them, list them."""


@user.command()
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.OWNER.value,
    show_default=True,
    help="What the user is: owner does everything, editor sites, analyst sees rates, auditor records.",
)
@click.option("--site", help="At which site; at every site, if none is named.")
@click.option("--service", help="Where this service lives, such as https://consent.example.kz.")
@click.pass_obj
def add(settings: Settings, role: str, site: str | None, service: str | None) -> None:
    """Print a one-time link by which somebody becomes a user; it opens for seven days."""
    with opened(settings):
        at = EVERY_SITE if site is None else find_site(SiteId(site)).id
        secret = invite_user({at: Role(role)}, utc_now(), by=operator())
    click.echo(welcome(service or settings.address, secret))


@user.command("list")
@click.pass_obj
def list_them(settings: Settings) -> None:
    """List the users, by name, with their roles."""
    with opened(settings):
        for each in list_users():
            roles = ", ".join(
                f"{role} of {'every site' if site == EVERY_SITE else site}" for site, role in sorted(each.roles.items())
            )
            click.echo(f"{each.sign_in}  {roles}")
