"""Figures of several workers: each writes its own files of one folder, and whoever is asked reads them all."""

import fcntl
import os
from functools import cache
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, values
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The environment's name for the folder; without it a process tells its own figures only."""


def keeper() -> Any:
    """Return the class of what keeps a figure of this process, as the environment says now."""
    return values.MultiProcessValue(_place) if FOLDER in os.environ else values.MutexValue  # type: ignore[no-untyped-call]


def of_all_workers(own: CollectorRegistry) -> CollectorRegistry:
    """Return the figures of all workers, of dead ones too; without a folder those of this process."""
    folder = os.environ.get(FOLDER)
    if folder is None:
        return own
    together = CollectorRegistry()
    MultiProcessCollector(together, path=folder)  # type: ignore[no-untyped-call]  # it registers itself
    return together


def _place() -> int:
    return _taken_by(os.getpid(), os.environ[FOLDER])


@cache
def _taken_by(process: int, folder: str) -> int:
    """Take the first place that no living process has, and go on with the files of the dead one that had it.

    So there are never more files than workers at a time.
    """
    place = 0
    while not _locks(Path(folder, f"{place}.lock")):
        place += 1
    return place


def _locks(file: Path) -> bool:
    """Lock a file unless another process has; the lock ends with its process, however that ends."""
    opened = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(opened)
        return False
    return True
