"""Every threat of `docs/security.md` is held by a test that is there."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT

_PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
_ROWS = [line for line in _PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| threat", "| ---"))]


@pytest.mark.parametrize("row", _ROWS)
def test_a_threat_names_a_test_that_exists(row: str) -> None:
    *_, named = (cell.strip() for cell in row.strip("|").split("|"))
    found = re.fullmatch(r"`([a-z_/]+\.py)(?:::(test_\w+))?`", named)
    assert found, f"{named} is no test"
    source = (ROOT / "tests" / found[1]).read_text(encoding="utf-8")
    assert f"def {found[2] or 'test_'}" in source


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=str)
def test_every_row_stands_in_a_table(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    begun = [at for at, line in enumerate(lines) if line.startswith("| ") and not lines[at - 1].startswith("|")]
    assert [lines[at] for at in begun if not lines[at + 1].startswith("| ---")] == []
