"""The files of the checkout, as the house tests look at them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tracked() -> list[Path]:
    """Return every file that is or could be committed: what git knows or does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607  wherever git is
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())


def sources(folder: str, *suffixes: str) -> list[Path]:
    """Return the tracked files below a folder of the checkout that end in one of the suffixes."""
    return [path for path in tracked() if path.is_relative_to(ROOT / folder) and path.suffix in suffixes]


def shown(path: Path) -> str:
    """Return a path as a reader of the checkout would write it."""
    return path.relative_to(ROOT).as_posix()
