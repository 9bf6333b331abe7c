"""Starts a service as a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.load import LOOPBACK

ROOT = Path(__file__).parents[1]
START_SECONDS = 120


class NotServing(RuntimeError):
    """A service did not start."""


@contextmanager
def serving(name: str, folder: Path, **environment: str) -> Iterator[int]:
    """Serve `hello` or `kelisim`, give its port, stop it at the end; its log goes to the folder."""

    def command(port: int) -> tuple[str, ...]:
        environment.update(KELISIM_HOST=LOOPBACK, KELISIM_PORT=str(port))
        return (sys.executable, "-m", "bench.serve", name)

    with running(command, folder, environment) as port:
        yield port


@contextmanager
def running(
    command: Callable[[int], tuple[str, ...]], folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run what the command serves on a port, give the port, stop it at the end; its log goes to the folder."""
    port = _free_port()
    told = command(port)
    log = folder / f"{port}.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(told, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=out, stderr=out) as server,
    ):
        try:
            _wait_for(port, server, log)
            yield port
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.create_server((LOOPBACK, 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(0.05)
    raise NotServing(log.read_text(encoding="utf-8"))
