"""The command line; `kelisim --help` lists what it can do."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click
from flask_migrate import upgrade as migrate

from app import create_app
from app.commands.accesses import accesses
from app.commands.applied import tell_applied
from app.commands.backup import backup
from app.commands.demo_answers import make_answers
from app.commands.demo_comparison import comparing
from app.commands.doctor import doctor
from app.commands.erase import erase
from app.commands.export import export
from app.commands.failure import Failure
from app.commands.import_ import import_
from app.commands.keys import key
from app.commands.opened import opened
from app.commands.operator import operator
from app.commands.policy import policy
from app.commands.restrict import restrict
from app.commands.retention import retention
from app.commands.seal import seal
from app.commands.signing import signing
from app.commands.user import user
from app.commands.verify import verify
from app.domain.errors import UnknownRelease, UnusableKeys
from app.domain.ids import SiteId
from app.domain.site import Blocking
from app.domain.user import EVERY_SITE, Role
from app.logs import write_logs
from app.places import EXAMPLES
from app.server.serve import serve
from app.services.encrypt_factors import encrypt_factors
from app.services.find_site import find_site
from app.services.invite_user import invite_user
from app.services.list_sites import list_sites
from app.services.list_users import list_users
from app.services.read_documents import read_documents
from app.settings import InvalidSetting, Settings
from app.signing.keyring import Keyring, read_keys, write_keys
from app.site_files.applying import apply_read
from app.site_files.demo_sites import read_demo_sites
from app.site_files.read_sites import read_kept, read_sites
from app.web.clock import utc_now
from app.web.console.links import welcome
from app.web.releases import integrity_of, releases

_OF_DEMO = SiteId("cent")
_THIS_MACHINE = {"0.0.0.0", "::", "127.0.0.1", "localhost"}  # noqa: S104 - what an operator may have set


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kelisim")
@click.pass_context
def main(context: click.Context) -> None:
    """Kelisim: a banner that asks, a service that keeps the answer, pages that obey it."""
    try:
        context.obj = Settings.from_environment()
    except InvalidSetting as error:
        raise Failure(str(error)) from error


for command in (
    accesses,
    backup,
    doctor,
    erase,
    export,
    import_,
    key,
    policy,
    restrict,
    retention,
    seal,
    signing,
    user,
    verify,
):
    main.add_command(command)


@main.command()
@click.pass_obj
def run(settings: Settings) -> None:
    """Serve, after bringing the database and the banners to this release."""
    write_logs(settings.log_level)
    with opened(settings, any_release=True):
        migrate()
        _encrypt(settings)
        apply_read([read_kept(document) for document in read_documents()], utc_now())
        _invite_first(settings)
    serve(lambda: create_app(settings), settings)


@main.command()
@click.option("--answers/--no-answers", default=True, help="Give one of the sites 90 days of answers made by chance.")
@click.pass_obj
def demo(settings: Settings, *, answers: bool) -> None:
    """Serve the example sites on pages of their own, to try everything out."""
    settings = replace(settings, demo=True)
    _make_demo_key(Path(settings.keys))
    addresses = _addresses(settings)
    address = addresses[0]
    with opened(settings, any_release=True):
        migrate()
        read = read_demo_sites(EXAMPLES / "sites", *addresses)
        if answers:
            read = tuple(comparing(each) if each.site.id == _OF_DEMO else each for each in read)
        applied = apply_read(read, utc_now())
        tell_applied(applied)
        banners = {each.site: each.banner for each in applied}
        for site in list_sites():
            click.echo(f"  {address}/demo/{site.id}")
        if answers and make_answers(find_site(_OF_DEMO), banners[_OF_DEMO], utc_now()):
            click.echo(f"{_OF_DEMO} has 90 days of answers to two banners, made by chance, for the console to show.")
        _invite_first(settings)
    click.echo(f"Kelisim serves its demo on {address}/demo/ (Ctrl+C stops it)")
    write_logs(settings.log_level)
    serve(lambda: create_app(settings), settings)


@main.command()
@click.pass_obj
def upgrade(settings: Settings) -> None:
    """Bring the database to this release."""
    with opened(settings, any_release=True):
        migrate()
        _encrypt(settings)
    click.echo("The database is at this release.")


@main.group()
def site() -> None:
    """Sites: apply them, list them, get the tag to paste."""


@site.command("apply")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def apply_files(settings: Settings, files: tuple[Path, ...]) -> None:
    """Apply site FILES: all of them, or none when one is at fault."""
    with opened(settings, any_release=True):
        read = read_sites(files)
        migrate()
        tell_applied(apply_read(read, utc_now(), by=operator()))


@site.command("list")
@click.pass_obj
def list_them(settings: Settings) -> None:
    """List the sites with their editions and origins."""
    with opened(settings):
        for each in list_sites():
            click.echo(f"{each.id}  edition {each.edition.number}  {' '.join(each.origins)}")


@site.command()
@click.argument("site")
@click.option("--service", default="https://consent.example.kz", show_default=True, help="Where this service lives.")
@click.option("--release", help="A release of the banner, such as 1.0.0, with its hash (Subresource Integrity).")
@click.pass_obj
def snippet(settings: Settings, site: str, service: str, release: str | None) -> None:
    """Print the tag to paste into the head of every page of SITE."""
    with opened(settings):
        found = find_site(SiteId(site))
    if release is None:
        # What holds back untouched snippets has to run before them.
        how = "" if found.blocking is Blocking.UNTOUCHED else " async"
        click.echo(f'<script{how} src="{service}/v1/sites/{found.id}/kelisim.js"></script>')
        return
    if found.blocking is Blocking.UNTOUCHED:
        raise Failure(
            f"{found.id} holds back untouched snippets, and a release comes too late for them: they would run unasked. "
            "Leave --release out; or mark the snippets up, and write blocking: marked."
        )
    name = f"kelisim-{release}.js"
    try:
        integrity = integrity_of(name)
    except UnknownRelease as error:
        raise Failure(f"{error} There are: {', '.join(releases())}.") from error
    src, hashed = f'src="{service}/v1/releases/{name}"', f'integrity="{integrity}" crossorigin="anonymous"'
    click.echo(f'<script async {src} data-site="{found.id}" {hashed}></script>')


def _invite_first(settings: Settings) -> None:
    """Print a one-time link for the first owner, as long as there is no user."""
    if not list_users():
        link = welcome(settings.address, invite_user({EVERY_SITE: Role.OWNER}, utc_now(), by=operator()))
        click.echo(f"The console has no user yet. Become its owner by this one-time link:\n  {link}")


def _encrypt(settings: Settings) -> None:
    """Encrypt the second factors that are kept as they were told; the doctor says where there are no keys for it."""
    with suppress(UnusableKeys):
        encrypt_factors(lambda: read_keys(Path(settings.keys)))


def _make_demo_key(path: Path) -> None:
    """Make a key where there is none: only the demo does so by itself."""
    if not path.exists():
        write_keys(path, Keyring(()).rotated(utc_now()))


def _addresses(settings: Settings) -> tuple[str, ...]:
    """Return where a browser finds the demo, the likeliest first; who listens to all is found on this machine too."""
    hosts = ("127.0.0.1", "localhost") if settings.host in _THIS_MACHINE else (settings.host,)
    return tuple(f"http://{host}:{settings.port}" for host in hosts)
