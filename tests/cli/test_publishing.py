"""The next edition of a policy, published by the command line."""

from pathlib import Path

import pytest

from app.commands.operator import operator
from app.domain.ids import SiteId
from app.services.compare_editions import list_editions
from app.services.find_site import find_site
from app.services.keep_draft import keep_draft
from app.services.read_draft import read_draft
from app.store.database import db
from tests.cli.calling import failure, in_store, output
from tests.makers import NOW
from tests.site_files.files import written

_CAP = SiteId("cap")
_PUBLISH = ("policy", "publish", "cap")


@pytest.fixture(autouse=True)
def cap(tmp_path: Path) -> None:
    """Apply a site with a first edition that asks."""
    output("site", "apply", written(tmp_path))


def test_the_site_as_it_stands_gets_another_edition(tmp_path: Path) -> None:
    said = output(*_PUBLISH, "--informs", "--effective", "2026-12-01", "--changes", "ru=Новое", "--changes", "kk=Жаңа")
    assert said.startswith("cap: edition 2 published, banner ")
    with in_store(tmp_path):
        newest, first = list_editions(find_site(_CAP))
        db.engine.dispose()
    assert (first.number, newest.number, newest.asks_again) == (1, 2, False)
    assert newest.effective.isoformat() == "2026-12-01"
    assert newest.changes == {"ru": "Новое", "kk": "Жаңа"}


def test_who_applied_a_site_and_published_an_edition_stands_in_the_log() -> None:
    output(*_PUBLISH, "--asks-again")
    said = [line.split("  ")[1:] for line in output("accesses", "cap").splitlines()]
    assert [(actor, act) for actor, act, _ in said] == [(operator(), "publish")] * 2
    assert [reason.partition(" ")[0] for *_, reason in said] == ["edition:1", "edition:2"]


def test_what_was_drafted_is_published_and_everybody_is_asked_again(tmp_path: Path) -> None:
    with in_store(tmp_path):
        keep_draft(_CAP, {**read_draft(_CAP).content, "validity_days": 90}, NOW)
    output(*_PUBLISH, "--asks-again")
    with in_store(tmp_path):
        site, draft = find_site(_CAP), read_draft(_CAP)
        db.engine.dispose()
    assert (site.validity_days, site.asks, draft.is_changed) == (90, 2, False)


def test_a_file_that_is_behind_is_told_the_edition_to_name(tmp_path: Path) -> None:
    output(*_PUBLISH, "--asks-again")
    assert "edition 2 is published; write 2, or 3 for a new one." in failure("site", "apply", written(tmp_path))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Say --asks-again, or --informs."),
        (["--informs", "--changes", "Новое"], "Write --changes ru=…; this site speaks ru, kk."),
        (["--informs", "--changes", "de=Neues"], "Write --changes ru=…; this site speaks ru, kk."),
        (["--informs", "--changes", "ru=Новое"], "policy.changes: write it in kk too."),
    ],
)
def test_what_cannot_be_published_is_told(arguments: list[str], told: str) -> None:
    assert told in failure(*_PUBLISH, *arguments)
    assert output("site", "list") == "cap  edition 1  https://cap.kz\n"


def test_an_unknown_site_has_no_policy() -> None:
    assert failure("policy", "publish", "shop", "--informs") == "Error: There is no site 'shop' here.\n"


def test_every_command_that_is_promised_is_there() -> None:
    promised = "run, demo, site apply, site list, site snippet, policy publish, user add, key add, export, import, "
    promised += "seal, verify, erase, retention, doctor"
    for command in promised.split(", "):
        assert output(*command.split(), "--help").startswith("Usage: ")
