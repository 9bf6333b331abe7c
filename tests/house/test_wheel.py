"""What is installed from the wheel is whole: it finds its files and runs away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT, shown, tracked

INSTALL = ("-m", "pip", "--quiet", "install", "--no-index", "--no-deps", "--target")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel without the network."""
    place = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(place), cwd=ROOT)
    return next(place.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    place = wheel.parent / "site"
    _run(sys.executable, *INSTALL, str(place), str(wheel))
    return place


def _run(*command: str, cwd: Path | None = None, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KELISIM_", "COV_"))}
    done = subprocess.run(
        command, cwd=cwd, env=kept | environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_everything_that_runs(wheel: Path) -> None:
    built = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {
        name.removeprefix("app/") if name.startswith("app/") else name
        for path in tracked()
        if (name := shown(path)).startswith(("app/", "examples/", "migrations/", "static/"))
    }
    assert {name.removeprefix("app/") for name in built} == wanted


def test_the_console_script_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    told = _run(str(installed / "bin/kelisim"), "--help", cwd=tmp_path, PYTHONPATH=str(installed))
    assert "demo" in told


def test_the_installed_package_finds_its_own_files(installed: Path, tmp_path: Path) -> None:
    told = _run(
        sys.executable,
        "-P",
        "-c",
        "from app import places; print(places.EXAMPLES, places.MIGRATIONS, places.STATIC)",
        cwd=tmp_path,
        PYTHONPATH=str(installed),
    )
    assert told.split() == [str(installed / "app" / name) for name in ("examples", "migrations", "static")]
