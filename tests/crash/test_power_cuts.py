"""A disk that failed to make something durable may have lost it, though the system's memory still shows it."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.crash.account import account, assert_whole
from tests.crash.database import children_of
from tests.crash.pages import Pages
from tests.crash.site import the_site
from tests.crash.tracing import failing, skip_without_tracing, worker_of, writing_down, written
from tests.server.served import Served, served
from tests.stores import FILE

_FILES = (FILE, f"{FILE}-wal")
_SOME = 20


@pytest.mark.parametrize("is_killed", [False, True], ids=["the worker goes on", "another worker takes over"])
def test_nothing_acknowledged_stands_on_what_a_failed_fsync_left_in_memory(tmp_path: Path, is_killed: bool) -> None:  # noqa: FBT001
    """After a failed fsync the kernel takes its pages for clean, and never writes them by itself.

    So the disk is thought to hold what it held before, and what was written after; then the power is cut.
    """
    skip_without_tracing()
    disk, noted = tmp_path / "disk", tmp_path / "noted"
    disk.mkdir()
    with served(tmp_path, site=the_site()) as server:
        pages = Pages(server.port, seed=7, at_once=8)
        with pages.answering():
            pages.wait_for(_SOME)
        for name in _FILES:
            shutil.copy(tmp_path / name, disk)
        with failing(worker_of(server), "fsync,fdatasync", "EIO"), pages.answering():
            pages.wait_for_refusals(_SOME)
        if is_killed:
            _replace_worker(server)
        with writing_down(worker_of(server), noted), pages.answering():
            pages.wait_until_all_are_kept(_SOME)
        server.stop(signal.SIGKILL)
    for name in _FILES:
        _bring(disk / name, tmp_path / name, noted)
    address = f"sqlite:///{disk / FILE}"
    assert_whole(account(address, pages), address)


def _replace_worker(server: Served) -> None:
    before = worker_of(server)
    os.kill(before, signal.SIGKILL)
    while children_of(server.process.pid) in ([], [before]):
        time.sleep(0.02)


def _bring(kept: Path, shown: Path, noted: Path) -> None:
    """Bring to a disk what was written to a file since it worked again."""
    there, memory = bytearray(kept.read_bytes()), shown.read_bytes()
    for place in written(noted, shown):
        there.extend(bytes(max(0, place.stop - len(there))))
        there[place] = memory[place]
    kept.write_bytes(there)
