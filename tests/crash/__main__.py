"""The long form of the crash test: `make crash` kills thirty times on each store, and prints what became of it."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.crash.database import Database, database
from tests.crash.ordeal import Ordeal, Survived, settings_of
from tests.crash.pages import AT_ONCE
from tests.stores import FILE

_SETTLED = 65
"""Seconds until the youngest record may be sealed."""

_KELISIM = (sys.executable, "-c", "from app.cli import main; main()")
_COLUMNS = (
    "killed",
    "kills",
    "sent",
    "answered 503",
    "broken off",
    "acknowledged",
    "kept",
    "of them unacknowledged",
    "faults",
    "back after, s",
    "book",
)
_HEAD = f"| {' | '.join(_COLUMNS)} |\n| {' | '.join('---' for _ in _COLUMNS)} |\n"


def main() -> None:
    """Kill services on both stores, and PostgreSQL itself; fail where anything was lost."""
    asked = _arguments()
    _tell(f"{AT_ONCE} pages at once, seed {asked.seed}\n\n{_HEAD}")
    faults: list[str] = []
    for number, (name, give) in enumerate(_GIVEN.items()):
        with TemporaryDirectory(prefix="kelisim-crash-") as place:
            folder = Path(place)
            with give(folder) as (address, killed):
                ordeal = Ordeal(folder, address, asked.seed + number, killed)
                try:
                    survived = ordeal.survive(asked.kills, asked.answers)
                finally:
                    ordeal.end()
                time.sleep(_SETTLED)
                _tell(_row(name, survived, _sealed_and_verified(folder, address)))
                faults += survived.account.faults
    _tell("\n".join(["", *faults, ""]))
    if faults:
        sys.exit(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=30, help="on each store (30)")
    parser.add_argument("--answers", type=int, default=300, help="acknowledged between two of them at least (300)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of what is left to chance")
    return parser.parse_args()


def _tell(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def _row(name: str, survived: Survived, book: str) -> str:
    found = survived.account
    kills = ", ".join(f"{times} × {what}" for what, times in sorted(survived.kills.items()))
    back = f"{median(survived.seconds):.1f}, {max(survived.seconds):.1f} at most"
    figures = (
        found.sent,
        survived.answers[503],
        survived.broken_off,
        found.acknowledged,
        found.kept,
        found.kept_unacknowledged,
        len(found.faults),
    )
    return f"| {name} | {kills} | {' | '.join(f'{figure:,}' for figure in figures)} | {back} | {book} |\n"


def _sealed_and_verified(folder: Path, address: str) -> str:
    """Seal and verify as an operator does; return what was said of the book."""
    settings = os.environ | settings_of(address) | {"KELISIM_KEYS": str(folder / "keys.json")}
    said = ""
    for command in (["signing", "rotate"], ["seal"], ["verify"]):
        done = subprocess.run([*_KELISIM, *command], env=settings, capture_output=True, text=True, check=False)
        said = (done.stdout + done.stderr).strip().splitlines()[-1]
        if done.returncode != 0:
            break
    return said


@contextmanager
def _sqlite(folder: Path) -> Iterator[tuple[str, None]]:
    yield f"sqlite:///{folder / FILE}", None


@contextmanager
def _postgresql(_: Path) -> Iterator[tuple[str, None]]:
    with database() as given:
        yield given.address, None


@contextmanager
def _killed_postgresql(_: Path) -> Iterator[tuple[str, Database]]:
    with database() as given:
        yield given.address, given


_GIVEN = {
    "Kelisim on SQLite": _sqlite,
    "Kelisim on PostgreSQL": _postgresql,
    "PostgreSQL": _killed_postgresql,
}


if __name__ == "__main__":
    main()
