"""Every setting is described to the operator, with the default that it has."""

import re
from dataclasses import fields
from pathlib import Path

from app.settings import PREFIX, Settings
from tests.house.tree import ROOT

DEFAULTS = {PREFIX + field.name.upper(): field.default for field in fields(Settings)}


def _rows() -> dict[str, str]:
    """Return the rows `| name | default | meaning |` of the settings' page: its default by each name."""
    page = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    return dict(re.findall(rf"^\|\s*`({PREFIX}[A-Z_]+)`\s*\|\s*([^|]*?)\s*\|", page, re.MULTILINE))


def _written(default: object) -> str:
    """Return a default as the environment would hold it; a path below the working directory by its last name."""
    if default == "":
        return "none"
    if isinstance(default, bool):
        return f"`{default:d}`"
    text = str(default)
    return text.rpartition("/")[2] if str(Path.cwd()) in text else f"`{text}`"


def test_docs_and_service_know_the_same_settings() -> None:
    assert sorted(_rows()) == sorted(DEFAULTS)


def test_the_defaults_in_the_docs_are_the_defaults() -> None:
    wrong = {
        name: shown for name, shown in _rows().items() if name in DEFAULTS and _written(DEFAULTS[name]) not in shown
    }
    assert wrong == {}
