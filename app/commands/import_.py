"""`kelisim import`: take in answers that another product kept."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from app.commands.failure import Failure
from app.commands.opened import opened
from app.commands.operator import operator
from app.commands.signing import keyring_of
from app.domain.access import Occasion
from app.domain.ids import Language, SiteId
from app.domain.imported import ForeignAnswer, Told
from app.domain.site import Site
from app.services.find_site import find_site
from app.services.import_answers import import_answers
from app.services.importing.rows import Fault, rows
from app.settings import Settings
from app.web.clock import utc_now

_AT_ONCE = 500
_SHOWN_AT_MOST = 20


@click.command("import")
@click.argument("site")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--edition", type=click.IntRange(min=1), help="Of the policy that they saw; the current one without it.")
@click.option("--language", help="In which they saw it; the first of the site without it.")
@click.option("--counters-named", is_flag=True, help="Every counter of the site was named to them: grant those too.")
@click.option("--reason", help="Why, for the log of accesses.")
@click.pass_obj
def import_(  # noqa: PLR0913 - one for each option
    settings: Settings,
    *,
    site: str,
    file: Path,
    edition: int | None,
    language: str | None,
    counters_named: bool,
    reason: str | None,
) -> None:
    """Take answers that another product kept into SITE, from a CSV FILE with the columns visitor, time, categories.

    Categories are the granted ones. The whole file is read first: nothing is taken in when one line is wrong. The same
    file can be imported again; what is there already stays as it is.
    """
    with opened(settings):
        found = find_site(SiteId(site))
        told = _told(found, edition, language, names_counters=counters_named, secret=_secret(settings))
        _check(found, file)
        new = known = left_out = 0
        answers = (row for row in _rows(found, file) if isinstance(row, ForeignAnswer))
        while batch := list(islice(answers, _AT_ONCE)):
            done = import_answers(found, told, batch, Occasion(operator(), utc_now(), reason))
            new, known, left_out = new + done.new, known + done.known, left_out + done.left_out
            click.echo(f"{new + known + left_out:,} answers", err=True)
    click.echo(f"{new:,} answers are new, {known:,} were there already, {left_out:,} are nothing to keep here.")


def _told(site: Site, edition: int | None, language: str | None, *, names_counters: bool, secret: str) -> Told:
    if edition is not None and edition > site.edition.number:
        raise Failure(f"The newest edition of this site's policy is {site.edition.number}.")
    if language is not None and language not in site.languages:
        raise Failure(f"This site speaks {', '.join(site.languages)}.")
    return Told(edition or site.edition.number, Language(language or site.languages[0]), names_counters, secret)


def _secret(settings: Settings) -> str:
    secret = keyring_of(settings).secret
    if secret is None:
        lacks = f"{settings.keys} is older than the secret that visitors' ids are made with"
        raise Failure(f"{lacks}; add one, beside a new key, with: kelisim signing rotate")
    return secret


def _check(site: Site, file: Path) -> None:
    faults = [row for row in _rows(site, file) if isinstance(row, Fault)]
    if faults:
        shown = "\n".join(f"{file}:{fault.line}: {fault.message}" for fault in faults[:_SHOWN_AT_MOST])
        more = f"\nand {len(faults) - _SHOWN_AT_MOST} more" if len(faults) > _SHOWN_AT_MOST else ""
        raise Failure(f"Nothing was imported.\n{shown}{more}")


def _rows(site: Site, file: Path) -> Iterator[ForeignAnswer | Fault]:
    with file.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
        yield from rows(site, lines, utc_now())
