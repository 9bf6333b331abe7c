"""Reads the tables of cases that page and service share; each is run in both languages."""

import json
from pathlib import Path
from typing import Any

import pytest

_TABLES = Path(__file__).parent


def cases(table: str) -> list[Any]:
    """Return the cases of a table as parameters of a test, named by their sentences."""
    read = json.loads((_TABLES / f"{table}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in read]
