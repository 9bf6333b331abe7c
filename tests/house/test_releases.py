"""A release of the banner never changes, and the docs name its hash."""

import re
import subprocess

from app.web.releases import RELEASES, integrity_of, releases
from tests.house.tree import ROOT


def _log(*asked: str) -> list[str]:
    """Return what git tells of the releases; nothing where a copy of the house has no history."""
    told = subprocess.run(
        ["git", "log", "--format=", "--name-status", "--no-renames", *asked, "--", str(RELEASES)],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return told.stdout.splitlines()


def test_no_release_was_ever_changed_or_taken_away() -> None:
    assert _log("--diff-filter=MD") == []


def test_a_release_stands_as_it_was_committed() -> None:
    changed = subprocess.run(
        ["git", "diff", "--name-only", "--diff-filter=MD", "HEAD", "--", str(RELEASES)],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert changed.stdout == ""


def test_the_docs_name_the_hash_of_each_release() -> None:
    page = (ROOT / "docs/embedding.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(kelisim-[\d.]+\.js)` \| `(sha384-[^`]+)` \|$", page, re.MULTILINE))
    assert rows == {release: integrity_of(release) for release in releases()}
    assert rows


def test_a_release_is_named_by_three_numbers() -> None:
    assert [path.name for path in RELEASES.iterdir() if not re.fullmatch(r"kelisim-\d+\.\d+\.\d+\.js", path.name)] == []
