"""Calls of a running service, made to fail on their way to the kernel, or written down; by strace."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.crash.database import children_of
from tests.server.served import Served

_WRITE = re.compile(r"pwrite64\(\d+<(?P<file>[^>]+)>, .*, (?P<length>\d+), (?P<place>\d+)(?:\)| <unfinished)")


def can(command: Sequence[str]) -> bool:
    """Tell whether a command is there, and may do what it does."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def skip_without_tracing() -> None:
    """Skip a test where calls cannot be traced."""
    if not can(["strace", "--output=/dev/null", "true"]):
        pytest.skip("This takes strace (a package of that name), and the right to trace.")


def worker_of(server: Served) -> int:
    """Return the process of its one worker."""
    (worker,) = children_of(server.process.pid)
    return worker


@contextmanager
def failing(process: int, calls: str, error: str) -> Iterator[None]:
    """Let these calls of a process fail with an error."""
    with _traced(process, f"--trace={calls}", f"--inject={calls}:error={error}", "--output=/dev/null"):
        yield


@contextmanager
def writing_down(process: int, into: Path) -> Iterator[None]:
    """Write down what a process writes to which place of its files."""
    with _traced(process, "--trace=pwrite64", "--decode-fds=path", "--string-limit=0", f"--output={into}"):
        yield


def written(noted: Path, file: Path) -> Iterator[slice]:
    """Return the places of a file that were written to."""
    for line in noted.read_text(encoding="utf-8", errors="replace").splitlines():
        found = _WRITE.search(line)
        if found and found["file"] == str(file):
            place = int(found["place"])
            yield slice(place, place + int(found["length"]))


@contextmanager
def _traced(process: int, *options: str) -> Iterator[None]:
    with subprocess.Popen(
        ["strace", "--follow-forks", *options, f"--attach={process}"],  # noqa: S607 - wherever it is
        stderr=subprocess.PIPE,
        text=True,
    ) as tracing:
        assert tracing.stderr is not None
        said = tracing.stderr.readline()
        assert "attached" in said, said
        try:
            yield
        finally:
            tracing.terminate()
