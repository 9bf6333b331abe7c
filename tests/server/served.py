"""Starts Kelisim under its worker, and talks to it byte by byte."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import NullPool, create_engine, select

from app.domain.site import Site
from app.store.database import db
from app.store.tables import ConsentRow
from tests.house.tree import ROOT
from tests.makers import VISITOR, a_site
from tests.ports import free_port
from tests.stores import an_app, apply

ORIGIN = a_site().origins[0]
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    port: int
    folder: Path
    store: str
    process: subprocess.Popen[bytes]

    def connect(self, timeout: float = _PATIENCE) -> socket.socket:
        """Open a connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def ask(self, request: bytes, timeout: float = _PATIENCE) -> http.client.HTTPResponse:
        """Send a request on a connection of its own, and return the answer."""
        with self.connect(timeout) as connection:
            connection.sendall(request)
            return answer_on(connection)

    @contextmanager
    def letting_go(self) -> Iterator[None]:
        """Let the pages that wait for it end while this lasts."""
        go = self.folder / "go"
        go.touch()
        try:
            yield
        finally:
            go.unlink()

    def kept(self) -> list[str]:
        """Return the ids of all records, as another process sees them."""
        with create_engine(self.store, poolclass=NullPool).connect().execution_options(writes=False) as store:
            return list(store.scalars(select(ConsentRow.id).order_by(ConsentRow.id)))

    def worker(self) -> int:
        """Return the id of the process that serves."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return int(children.split()[0])

    def stop(self, how: signal.Signals = signal.SIGTERM, timeout: float = _PATIENCE) -> int:
        """Tell the server to stop, and wait until it did."""
        self.process.send_signal(how)
        return self.process.wait(timeout)


@contextmanager
def served(
    folder: Path,
    settings: dict[str, object] | None = None,
    store: str = "sqlite",
    site: Site | None = None,
    under: Sequence[str] = (),
    **patience: float,
) -> Iterator[Served]:
    """Serve a site; the store and the log may lie in a folder, patience is given as loop__REQUEST_SECONDS=1.

    `under` is a command that ends by running the one behind it.
    """
    app = an_app(folder, store=store)
    with app.app_context():
        apply(site or a_site())
        db.engine.dispose()
    address = app.config["SQLALCHEMY_DATABASE_URI"]
    port = free_port()
    environment = {
        "KELISIM_DATABASE_URL": address,
        "KELISIM_PORT": port,
        "TESTS_FOLDER": folder,
        "KELISIM_WRITE_LIMIT": "1000000/second",
        "KELISIM_SITE_LIMIT": "1000000/second",
        **(settings or {}),
    }
    constants = {name.replace("__", "."): value for name, value in patience.items()}
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [*under, sys.executable, "-m", "tests.server.serve", json.dumps(constants)],
            cwd=ROOT,
            env=os.environ | {name: str(value) for name, value in environment.items()},
            stdout=log,
            stderr=log,
        )
    server = Served(port, folder, address, process)
    try:
        _wait_for(server)
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(_PATIENCE)


def get(path: str, *headers: str) -> bytes:
    """Return a request that reads."""
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: kelisim", *headers, "", ""]).encode()


def standing(*headers: str) -> bytes:
    """Return a request for a visitor's standing."""
    return get(f"/v1/sites/{a_site().id}/visitors/{VISITOR}", *headers)


def deciding(record: str | None = None, **other: object) -> bytes:
    """Return a request that records a decision."""
    decision = {
        "id": record or str(uuid4()),
        "visitor": VISITOR,
        "decided_at": "2026-11-21T06:10:00Z",
        "method": "save",
        "categories": {"analytics": True},
        "edition": 3,
        "language": "ru",
        **other,
    }
    body = json.dumps(decision).encode()
    head = [
        f"POST /v1/sites/{a_site().id}/consents HTTP/1.1",
        "Host: kelisim",
        f"Origin: {ORIGIN}",
        "Content-Type: text/plain",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


def in_pieces(request: bytes, size: int = 1_000) -> bytes:
    """Return a request whose body comes in chunks of this size, and does not say how long it is."""
    head, _, body = request.partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if not line.startswith(b"Content-Length")]
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
    return b"\r\n".join([*kept, b"Transfer-Encoding: chunked", b"", chunks]) + b"0\r\n\r\n"


def announced(request: bytes) -> bytes:
    """Return a request whose client wants to be asked for its body."""
    head, _, body = request.partition(b"\r\n\r\n")
    return head + b"\r\nExpect: 100-continue\r\n\r\n" + body


def answer_on(connection: socket.socket, method: str = "GET") -> http.client.HTTPResponse:
    """Return the next answer on a connection, read whole; `content` holds its body."""
    answer = http.client.HTTPResponse(connection, method=method)
    answer.begin()
    answer.content = answer.read()  # type: ignore[attr-defined]
    return answer


def answers_on(connection: socket.socket, count: int) -> list[tuple[int, bytes]]:
    """Return so many answers that came one behind the other."""
    stream = connection.makefile("rb")
    answers = []
    for _ in range(count):
        status = int(stream.readline().split()[1])
        headers = dict(line.decode().lower().rstrip().split(": ", 1) for line in iter(stream.readline, b"\r\n"))
        answers.append((status, stream.read(int(headers.get("content-length", 0)))))
    return answers


def is_closed(connection: socket.socket) -> bool:
    """Tell whether the server has closed a connection."""
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def _wait_for(server: Served) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            server.connect().close()
        except ConnectionRefusedError:
            if time.monotonic() > until or server.process.poll() is not None:
                raise RuntimeError((server.folder / "log").read_text()) from None
            time.sleep(0.05)
        else:
            return
