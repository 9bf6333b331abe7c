"""A relay between a service and its PostgreSQL, which can fall silent as a machine that has frozen."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import make_url

_PIECE = 65_536


class Relay:
    """Takes connections at a port of this machine, and passes on all that comes, unless it is silent."""

    def __init__(self, address: str) -> None:
        there = make_url(address)
        self._behind = str(Path(str(there.query["host"]), ".s.PGSQL.5432"))
        self._door = socket.create_server(("127.0.0.1", 0))
        self._lines = [self._door]
        self._speaks = Event()
        self._speaks.set()
        port = self._door.getsockname()[1]
        self.address = f"postgresql+psycopg://{there.username}@127.0.0.1:{port}/{there.database}"
        Thread(target=self._let_in, daemon=True).start()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Pass nothing on and let nobody in, while all that is sent is still taken."""
        self._speaks.clear()
        try:
            yield
        finally:
            self._speaks.set()

    def close(self) -> None:
        """End all connections."""
        for line in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._door.accept()
                self._speaks.wait()
                there = socket.socket(socket.AF_UNIX)
                self._lines += [here, there]
                there.connect(self._behind)
                for source, sink in ((here, there), (there, here)):
                    Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                self._speaks.wait()
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)


@contextmanager
def relayed(address: str) -> Iterator[Relay]:
    """Give a relay to a PostgreSQL."""
    relay = Relay(address)
    try:
        yield relay
    finally:
        relay.close()
