"""The lock files pin every requirement by its content, and say nothing of where it came from."""

import re
import tomllib
from itertools import pairwise

import pytest

from tests.house.tree import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ \\]+)", re.MULTILINE)


def _lock(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _pins(name: str) -> set[tuple[str, str]]:
    return {(pin["name"], pin["version"]) for pin in PIN.finditer(_lock(name))}


def _wanted(*groups: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"]]
    for group in groups:
        asked += [line for line in project["dependency-groups"][group] if isinstance(line, str)]
    return {re.split(r"[^a-z0-9-]", line, maxsplit=1)[0] for line in asked}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_carries_hashes(name: str) -> None:
    text = _lock(name)
    starts = [pin.start() for pin in PIN.finditer(text)]
    bare = [
        text[start:end].partition(" ")[0]
        for start, end in pairwise([*starts, len(text)])
        if "--hash=sha256:" not in text[start:end]
    ]
    assert starts
    assert bare == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    assert re.findall(r"\S*(?:://|index-url|find-links|trusted-host|\s@\s)\S*", _lock(name)) == []


def test_what_the_package_asks_for_is_locked() -> None:
    assert _wanted("build") <= {name for name, _ in _pins("requirements.lock")}
    assert _wanted("build", "dev") <= {name for name, _ in _pins("requirements-dev.lock")}


def test_tests_run_with_the_versions_that_are_served() -> None:
    assert _pins("requirements.lock") <= _pins("requirements-dev.lock")
