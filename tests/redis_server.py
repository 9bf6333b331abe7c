"""A Redis of a test's own, where the machine has one."""

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import redis

from tests.ports import free_port

_PATIENCE = 30.0


class RedisServer:
    """A Redis that keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("redis-server", path=f"{os.environ['PATH']}:/usr/sbin")
        if program is None:
            pytest.skip("redis-server is not on PATH: limits in Redis were not tried with a real one")
        port = free_port()
        self._command = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
        self.address = f"redis://127.0.0.1:{port}/0"
        self.asked: Any = redis.Redis.from_url(self.address)
        self.start()

    def start(self) -> None:
        """Start it, empty."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self.asked.ping()
            except redis.ConnectionError:
                assert self._process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        """Cut it off."""
        self._process.kill()
        self._process.wait(_PATIENCE)

    def close(self) -> None:
        """Cut it off for good."""
        self.asked.close()
        self.stop()
