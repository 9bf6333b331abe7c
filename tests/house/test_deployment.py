"""What is deployed names settings and commands that there are, and holds no secret."""

import re
from configparser import ConfigParser

import pytest
import yaml

from app.cli import main
from app.settings import PREFIX, Settings
from tests.house.tree import ROOT

_FILES = ("Dockerfile", "compose.yaml", "deploy/kelisim.service")
_SETTINGS = {PREFIX + name.upper() for name in Settings.__dataclass_fields__}
_OUTSIDE = {"KELISIM_DATABASE_PASSWORD"}  # asked for by compose.yaml alone


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", _FILES)
def test_every_setting_is_one(name: str) -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", _read(name)))
    assert named
    assert named <= _SETTINGS | _OUTSIDE


@pytest.mark.parametrize("name", _FILES)
def test_every_command_is_one(name: str) -> None:
    text = re.sub(r'[",\[\]]+', " ", _read(name))
    named = set(re.findall(r"(?:command:|CMD|bin/kelisim)\s+(?:kelisim\s+)?(run|seal|[a-z]+)(?=\s)", text)) - {"python"}
    assert named
    assert named <= set(main.commands)


def test_the_unit_lets_a_worker_hold_many_connections() -> None:
    assert int(re.findall(r"^LimitNOFILE=(\d+)$", _read("deploy/kelisim.service"), re.MULTILINE)[0]) > 10_000


def test_nothing_starts_with_a_password_of_ours() -> None:
    services = yaml.safe_load(_read("compose.yaml"))["services"]
    assert services["database"]["environment"]["POSTGRES_PASSWORD"] == "${KELISIM_DATABASE_PASSWORD:?choose one}"
    for name in ("kelisim", "seal"):
        assert ":${KELISIM_DATABASE_PASSWORD:?choose one}@" in services[name]["environment"]["KELISIM_DATABASE_URL"]


def test_the_image_runs_as_nobody_in_particular_and_installs_what_is_locked() -> None:
    lines = _read("Dockerfile").splitlines()
    assert "USER kelisim" in lines
    assert any("--require-hashes -r requirements.lock" in line for line in lines)


def test_everything_that_the_image_takes_is_let_in() -> None:
    let_in = {line[1:] for line in _read(".dockerignore").splitlines() if line.startswith("!")}
    taken = {
        name
        for line in _read("Dockerfile").splitlines()
        if line.startswith("COPY ") and "--from" not in line
        for name in line.split()[1:-1]
    }
    assert taken == let_in
    assert all((ROOT / name).exists() for name in taken)


def test_the_unit_may_write_to_its_own_folder_only() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]  # the way that the library documents
    unit.read_string(_read("deploy/kelisim.service"))
    service = unit["Service"]
    assert (service["DynamicUser"], service["ProtectSystem"], service["StateDirectory"]) == ("yes", "strict", "kelisim")
    told = " ".join(re.findall(r"^Environment=.*", _read("deploy/kelisim.service"), re.MULTILINE))
    places = re.findall(r"(?<==|/)/[a-z/.-]+", told)
    assert places
    assert all("/var/lib/kelisim/" in place for place in places)
