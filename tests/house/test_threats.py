"""Every threat of `docs/security.md` is held by a test that is there."""

import re

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
