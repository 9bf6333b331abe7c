"""The real service: `kelisim run` under gunicorn, in processes of its own, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

from tests.ports import free_port
from tests.stores import FILE

_COMMAND = (sys.executable, "-c", "from app.cli import main; main()")
_PATIENCE = 120.0


class Running:
    """A service that has been started and answers; what it says is kept in a file."""

    def __init__(self, folder: Path, command: str = "run", port: int = 0, **settings: str) -> None:
        self.store = folder / FILE
        self.port = port or free_port()
        self._said = folder / "said"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KELISIM_")}
        environment |= {
            "KELISIM_DATABASE_URL": f"sqlite:///{self.store}",
            "KELISIM_KEYS": str(folder / "keys.json"),
            "KELISIM_PORT": str(self.port),
            "KELISIM_WRITE_LIMIT": "1000000/second",
            "KELISIM_SITE_LIMIT": "1000000/second",
            **settings,
        }
        with self._said.open("ab") as said:
            self.process = subprocess.Popen(
                [*_COMMAND, command], env=environment, stdout=said, stderr=said, start_new_session=True
            )
        self._await()

    @property
    def said(self) -> str:
        """Everything that it has written to the console."""
        return self._said.read_text(encoding="utf-8")

    def get(self, address: str) -> tuple[int, bytes]:
        """Return the status and body of an address."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def say(self, raw: bytes) -> bytes:
        """Say raw bytes to it, and return what it answers before it hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE) as line:
            heard = b""
            with suppress(ConnectionError):  # it may hang up before it has heard all
                line.sendall(raw)
                line.shutdown(socket.SHUT_WR)
            with suppress(ConnectionError):
                while more := line.recv(65_536):
                    heard += more
        return heard

    def stop(self) -> int:
        """Ask it to stop, as an operator's machine does; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_PATIENCE)

    def kill(self) -> None:
        """Cut it off, workers and all, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(_PATIENCE)

    def _await(self) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                if self.get("/readyz")[0] == 200:
                    return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    self.kill()
                    raise RuntimeError(self.said) from None
            time.sleep(0.05)
