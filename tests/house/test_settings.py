"""Every setting is described to the operator, with the default that it has."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from app.settings import PREFIX, Settings
from tests.house.tree import ROOT

ROW = re.compile(rf"^\|\s*`({PREFIX}[A-Z_]+)`\s*\|\s*([^|]*?)\s*\|", re.MULTILINE)
ROWS = dict(ROW.findall(page.read_text(encoding="utf-8"))) if (page := ROOT / "docs/settings.md").exists() else {}
DEFAULTS = {PREFIX + field.name.upper(): field.default for field in fields(Settings)}


def test_docs_and_service_know_the_same_settings() -> None:
    """`docs/settings.md` has one row a setting: `| name | default | meaning |`."""
    assert sorted(ROWS) == sorted(DEFAULTS)


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_the_default_in_the_docs_is_the_default(name: str) -> None:
    assert _written(DEFAULTS[name]) in ROWS.get(name, "")


def _written(default: object) -> str:
    """Return a default as the environment would hold it; a path of the working directory by its last name."""
    if isinstance(default, bool):
        return f"`{default:d}`"
    here = str(Path.cwd())
    text = str(default)
    return text.rpartition("/")[2] if here in text else f"`{text}`" if text else ""
