"""Starts a service under gunicorn: every one under the same settings."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import LOOPBACK

ROOT = Path(__file__).parents[1]
GUNICORN = ("--worker-class", "gthread", "--workers", "1", "--threads", "8", "--keep-alive", "60")


@contextmanager
def serving(application: str, log: Path, **environment: str) -> Iterator[int]:
    """Serve an application and give its port; stop it at the end.

    The port is open from the start: who connects before the application is there waits for it, and is
    refused when it failed.
    """
    with socket.create_server((LOOPBACK, 0), backlog=128) as listening:
        port: int = listening.getsockname()[1]
        command = (sys.executable, "-m", "gunicorn", *GUNICORN, "--bind", f"fd://{listening.fileno()}", application)
        with log.open("wb") as out:
            server = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | environment, stdout=out, stderr=out, pass_fds=[listening.fileno()]
            )
    with server:
        try:
            yield port
        finally:
            server.terminate()
