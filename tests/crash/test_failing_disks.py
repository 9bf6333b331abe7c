"""A disk that is full, read-only or fails: pages are asked to come again, and all goes on as soon as the disk does.

Nothing is half kept, nothing acknowledged is lost, and nobody restarts anything.
"""

import os
import resource
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.crash.account import account, assert_whole
from tests.crash.pages import Pages
from tests.crash.site import the_site
from tests.crash.tracing import can, failing, skip_without_tracing, worker_of
from tests.server.served import Served, served
from tests.stores import FILE

_AT_ONCE = 8
_SOME = 20
_ROOM = 10_000


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    """A write ends in its middle, as on a full disk; this needs no tool and no right."""
    with served(tmp_path, site=the_site()) as server:
        _assert_survived(server, lambda: _held_small(server))


@pytest.mark.parametrize("closed", [(".", FILE), (FILE,)], ids=["folder and file", "file"])
def test_a_disk_that_is_read_only_when_a_worker_begins(tmp_path: Path, closed: Sequence[str]) -> None:
    """Who may do everything is forbidden it first."""
    under = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []
    with served(tmp_path, site=the_site(), under=under) as server:
        _assert_survived(server, lambda: _read_only(server, [tmp_path / name for name in closed]))


def test_a_full_disk(tmp_path: Path) -> None:
    """The service has a small disk of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    own = ["unshare", "--map-root-user", "--mount"]
    if not can([*own, "mount", "-t", "tmpfs", "none", str(disk)]):
        pytest.skip("This machine lets nobody mount a disk of her own: user namespaces are off.")
    begin = f'mount -t tmpfs -o size=8m none {disk} && cp {tmp_path / FILE} {disk} && exec "$@"'
    settings: dict[str, object] = {"KELISIM_DATABASE_URL": f"sqlite:///{disk / FILE}"}
    with served(tmp_path, settings, site=the_site(), under=[*own, "sh", "-ec", begin, "sh"]) as server:
        there = Path(f"/proc/{server.process.pid}/root{disk}")
        _assert_survived(server, lambda: _filled(there), there)


@pytest.mark.parametrize(
    ("calls", "error"),
    [("fsync,fdatasync", "EIO"), ("pwrite64", "EROFS")],
    ids=["nothing can be made durable", "it was made read-only"],
)
def test_a_disk_that_fails(tmp_path: Path, calls: str, error: str) -> None:
    """What the kernel answers is replaced on its way to the service."""
    skip_without_tracing()
    with served(tmp_path, site=the_site()) as server:
        _assert_survived(server, lambda: failing(worker_of(server), calls, error))


def _assert_survived(
    server: Served, fault: Callable[[], AbstractContextManager[None]], disk: Path | None = None
) -> None:
    """Let pages answer before, while and after the fault lasts; look whether the book is whole."""
    pages = Pages(server.port, seed=5, at_once=_AT_ONCE)
    with pages.answering():
        pages.wait_for(_SOME)
        with fault():
            pages.wait_for_refusals(_SOME)
            worker = worker_of(server)
        pages.wait_until_all_are_kept(3 * _SOME)
    assert worker_of(server) == worker
    if disk is not None:
        for file in disk.glob(f"{FILE}*"):
            shutil.copy(file, server.folder)
    address = f"sqlite:///{server.folder / FILE}"
    assert_whole(account(address, pages), address)


@contextmanager
def _held_small(server: Served) -> Iterator[None]:
    """Let no file of the worker grow beyond what the log has now and a little."""
    worker, size = worker_of(server), (server.folder / f"{FILE}-wal").stat().st_size
    _, most = resource.prlimit(worker, resource.RLIMIT_FSIZE)
    resource.prlimit(worker, resource.RLIMIT_FSIZE, (size + _ROOM, most))
    try:
        yield
    finally:
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (most, most))


@contextmanager
def _read_only(server: Served, closed: Sequence[Path]) -> Iterator[None]:
    """Take the right to write away from a new worker."""
    modes = {path: path.stat().st_mode for path in closed}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    os.kill(worker_of(server), signal.SIGKILL)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@contextmanager
def _filled(disk: Path) -> Iterator[None]:
    """Fill what is left of a disk."""
    ballast = disk / "ballast"
    try:
        with ballast.open("wb", buffering=0) as filling:
            while True:
                filling.write(b" " * 4096)
    except OSError:
        yield
    finally:
        ballast.unlink()
