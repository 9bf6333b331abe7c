"""What is deployed names settings and commands that there are, and holds no secret."""

import os
import re
import shutil
import subprocess
from configparser import ConfigParser
from getpass import getuser
from pathlib import Path

import pytest
import yaml

from app.cli import main
from app.settings import PREFIX, Settings
from tests.house.tree import ROOT

_UNITS = ("kelisim.service", "kelisim-seal.service", "kelisim-retention.service")
_TIMERS = ("kelisim-seal.timer", "kelisim-retention.timer")
_WITH_SETTINGS = ("Dockerfile", "compose.yaml", "deploy/kelisim.env")
_WITH_COMMANDS = ("Dockerfile", "compose.yaml", *(f"deploy/{unit}" for unit in _UNITS))
_HARDENED = re.compile(r"^(?:NoNew|Private|Protect|Restrict|SystemCall|UMask)\w*=.*$", re.MULTILINE)
_SETTINGS = {PREFIX + name.upper() for name in Settings.__dataclass_fields__}
_OUTSIDE = {"KELISIM_DATABASE_PASSWORD"}  # asked for by compose.yaml alone


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", _WITH_SETTINGS)
def test_every_setting_is_one(name: str) -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", _read(name)))
    assert named
    assert named <= _SETTINGS | _OUTSIDE


@pytest.mark.parametrize("name", _WITH_COMMANDS)
def test_every_command_is_one(name: str) -> None:
    text = re.sub(r'[",\[\]]+', " ", _read(name))
    named = set(re.findall(r"(?:command:|CMD|bin/kelisim)\s+(?:kelisim\s+)?([a-z]+)(?=\s)", text)) - {"python"}
    assert named
    assert named <= set(main.commands)


def test_the_unit_lets_a_worker_hold_many_connections() -> None:
    assert int(re.findall(r"^LimitNOFILE=(\d+)$", _read("deploy/kelisim.service"), re.MULTILINE)[0]) > 10_000


def test_nothing_starts_with_a_password_of_ours() -> None:
    services = yaml.safe_load(_read("compose.yaml"))["services"]
    assert services["database"]["environment"]["POSTGRES_PASSWORD"] == "${KELISIM_DATABASE_PASSWORD:?choose one}"
    for name in ("kelisim", "seal", "retention"):
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


def _unit(name: str) -> ConfigParser:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]  # the way that the library documents
    unit.read_string(_read(f"deploy/{name}"))
    return unit


@pytest.mark.parametrize("name", _UNITS)
def test_every_unit_runs_as_one_account_with_the_settings_of_one_file(name: str) -> None:
    """Whatever one of them makes, the others may write to."""
    service = _unit(name)["Service"]
    assert (service["User"], service["EnvironmentFile"]) == ("kelisim", "/etc/kelisim.env")
    assert "Environment" not in service
    assert (service["StateDirectory"], service["WorkingDirectory"]) == ("kelisim", "/var/lib/kelisim")
    assert (service["ProtectSystem"], service["UMask"]) == ("strict", "0077")
    assert _HARDENED.findall(_read(f"deploy/{name}")) == _HARDENED.findall(_read(f"deploy/{_UNITS[0]}"))


def test_every_place_in_the_settings_may_be_written_to() -> None:
    places = re.findall(r"=(?:sqlite:///)?(/[a-z/.-]+)", _read("deploy/kelisim.env"))
    assert len(places) == 2
    assert all(place.startswith("/var/lib/kelisim/") for place in places)


@pytest.mark.parametrize("name", _TIMERS)
def test_a_timer_starts_its_service_when_the_machine_has_started(name: str) -> None:
    timer = _unit(name)
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert timer["Timer"]["OnCalendar"]
    assert "Unit" not in timer["Timer"]
    assert _unit(name.replace(".timer", ".service"))["Service"]["Type"] == "oneshot"


def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not on PATH: the units were not looked at by systemd itself")
    for name in (*_UNITS, *_TIMERS):
        here = _read(f"deploy/{name}").replace("/opt/kelisim/bin/kelisim", str(shutil.which("true")))
        (tmp_path / name).write_text(here, encoding="utf-8")
    told = subprocess.run(
        [analyze, "verify", "--man=no", *sorted(tmp_path.iterdir())], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


def test_an_operators_command_runs_with_the_settings_of_the_service(tmp_path: Path) -> None:
    told = tmp_path / "told"
    command = tmp_path / "kelisim"
    command.write_text(f'#!/bin/sh\necho "$KELISIM_DATABASE_URL $*" > {told}\n', encoding="utf-8")
    command.chmod(0o755)
    here = {
        "= kelisim ]": f"= {getuser()} ]",
        "/etc/kelisim.env": str(ROOT / "deploy/kelisim.env"),
        "/opt/kelisim/bin/kelisim": str(command),
    }
    script = _read("deploy/kelisim")
    for there, replacement in here.items():
        assert there in script
        script = script.replace(there, replacement)
    shell = shutil.which("sh")
    assert shell is not None
    subprocess.run([shell, "-c", script, "kelisim", "signing", "rotate"], check=True, env={"PATH": os.environ["PATH"]})
    assert told.read_text() == "sqlite:////var/lib/kelisim/kelisim.sqlite signing rotate\n"


def test_what_the_page_tells_to_copy_is_there() -> None:
    page = _read("docs/operations.md")
    copied = set(re.findall(r"deploy/([\w.-]+)", page))
    assert copied == {path.name for path in (ROOT / "deploy").iterdir()}
    assert os.access(ROOT / "deploy/kelisim", os.X_OK)
