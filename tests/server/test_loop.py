"""What a loop does where clients and sockets behave badly."""

import errno
import os
import selectors
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from app.server.absence import Absence
from app.server.connection import Connection
from app.server.loop import Loop
from app.server.waiting import Waiting
from app.server.worker import Worker
from app.services.transaction import StoreAway
from app.settings import Settings
from app.web.turning_away import REFUSAL
from tests.server.served import get, standing

_LARGE = b"x" * 40_000_000


@pytest.fixture
def loop() -> Iterator[Worker]:
    """A loop that has nothing to listen on yet."""
    made = Worker(1, os.getpid(), [], SimpleNamespace(settings=Settings()), 30, Config(), Logger(Config()))
    made.poller = selectors.DefaultSelector()
    made.alive = True
    yield made
    for connection in (*made.pending_conns, *made.keepalived_conns):
        connection.close()
    made.poller.close()
    made.tmp.close()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket that clients may connect to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0)
        yield listening


@pytest.fixture
def client(loop: Loop, listener: socket.socket) -> Iterator[socket.socket]:
    """A client that the loop has accepted."""
    with socket.create_connection(listener.getsockname(), 20) as connected:
        selectors_ready = selectors.DefaultSelector()
        selectors_ready.register(listener, selectors.EVENT_READ)
        assert selectors_ready.select(10)
        selectors_ready.close()
        loop.accept(listener)
        yield connected


def _only(loop: Loop) -> Connection:
    (connection,) = loop.pending_conns or loop.keepalived_conns
    assert isinstance(connection, Connection)
    return connection


def _turn(loop: Loop, patience: float = 1) -> None:
    for key, _ in loop.poller.select(patience):
        key.data(key.fileobj)


def test_where_nobody_waits_nobody_is_accepted(loop: Loop, listener: socket.socket) -> None:
    loop.accept(listener)
    assert loop.nr_conns == 0


def test_the_rest_of_a_askedon_a_kept_connection_is_awaited(loop: Worker, client: socket.socket) -> None:
    connection = _only(loop)
    loop.send(connection, b"answer")
    assert list(loop.keepalived_conns) == [connection]
    client.sendall(b"GET /heal")
    _turn(loop)
    loop.await_rest(connection)
    assert (list(loop.pending_conns), len(loop.keepalived_conns)) == ([connection], 0)


def test_a_large_answer_leaves_as_the_client_takes_it(loop: Loop, client: socket.socket) -> None:
    connection = _only(loop)
    loop.send(connection, _LARGE)
    assert connection.unsent
    while (before := connection.unsent) and len(before) > len(_LARGE) / 2:
        loop.send(connection, before)
        if connection.unsent == before:
            break
    client.settimeout(0)
    taken = 0
    while taken < len(_LARGE):
        with suppress(BlockingIOError):
            taken += len(client.recv(1_000_000))
        _turn(loop, 0.01)
    assert not connection.unsent
    assert list(loop.keepalived_conns) == [connection]
    client.sendall(b"GET")
    _turn(loop)
    assert connection.received == b"GET"


def test_an_answer_to_one_who_left_is_forgotten(loop: Loop, client: socket.socket) -> None:
    connection = _only(loop)
    connection.sock.shutdown(socket.SHUT_WR)
    loop.send(connection, b"answer")
    assert (loop.nr_conns, len(loop.pending_conns), client.recv(1)) == (0, 0, b"")


def test_a_connection_that_breaks_is_forgotten(loop: Loop, client: socket.socket) -> None:
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # a reset instead of an end
    client.close()
    _turn(loop)
    assert loop.nr_conns == 0


def test_nothing_is_read_while_there_is_something_to_run(loop: Loop, client: socket.socket) -> None:
    """Who sends request after request without pause waits for her answers, and fills no memory."""
    connection = _only(loop)
    client.sendall(get("/healthz"))
    _turn(loop)
    held = connection.received
    client.sendall(get("/healthz"))
    _turn(loop)
    assert connection.received == held


@pytest.mark.parametrize("why", [errno.EMFILE, errno.ENFILE])
def test_where_there_is_no_room_nobody_is_accepted_for_a_second(
    loop: Loop, listener: socket.socket, monkeypatch: pytest.MonkeyPatch, why: int
) -> None:
    loop.sockets = [listener]
    loop.set_accept_enabled(enabled=True)
    loop.accept(_Failing(why))
    loop.set_accept_enabled(enabled=True)
    assert len(loop.poller.get_map()) == 0
    monkeypatch.setattr(loop, "_accepts_from", 0.0)  # a second later
    loop.set_accept_enabled(enabled=True)
    assert len(loop.poller.get_map()) == 1


def test_another_failure_to_accept_is_told(loop: Loop) -> None:
    with pytest.raises(OSError, match="Bad file"):
        loop.accept(_Failing(errno.EBADF))


def test_what_comes_after_the_end_is_not_looked_at(loop: Loop, client: socket.socket) -> None:
    connection = _only(loop)
    connection.ends = True
    client.sendall(b"GET")
    _turn(loop)
    assert connection.received == b""


def test_who_left_before_the_end_is_forgotten(loop: Loop, client: socket.socket) -> None:
    connection = _only(loop)
    connection.ends = True
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # a reset instead of an end
    client.close()
    assert loop.poller.select(10)
    loop._go_on(connection)  # noqa: SLF001 - as after its answer
    assert loop.nr_conns == 0


def test_only_those_whose_time_is_over_are_closed(loop: Loop, client: socket.socket) -> None:
    connection = _only(loop)
    loop.murder_pending()
    assert loop.nr_conns == 1
    connection.timeout = time.monotonic() - 1
    loop.murder_pending()
    assert loop.nr_conns == 1, "it was looked after this second already"
    loop._next_look = 0.0  # noqa: SLF001 - a second later
    loop.murder_pending()
    assert (loop.nr_conns, client.recv(1)) == (0, b"")


def test_one_that_rests_is_closed_when_its_time_is_over(loop: Loop, client: socket.socket) -> None:
    connection = _only(loop)
    loop.send(connection, b"answer")
    loop.murder_keepalived()
    assert loop.nr_conns == 1
    loop.murder_keepalived(force=True)
    assert (loop.nr_conns, client.recv(10)) == (0, b"answer")


def test_a_loop_that_stops_waits_briefly_for_those_who_brought_nothing(loop: Loop, client: socket.socket) -> None:
    soon = time.monotonic() + 1
    loop._cap_keepalive(soon)  # noqa: SLF001 - gunicorn calls it
    assert _only(loop).timeout == soon
    client.sendall(b"GET")
    _turn(loop)
    loop._cap_keepalive(soon - 1)  # noqa: SLF001 - gunicorn calls it
    assert _only(loop).timeout == soon


def test_a_askedthat_gunicorn_gives_up_is_answered_all_the_same(
    loop: Worker, client: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = _only(loop)
    client.sendall(get("/healthz"))
    _turn(loop)

    def give_up(*_: object) -> bool:
        raise RuntimeError

    monkeypatch.setattr(loop, "handle_request", give_up)
    answer = loop._run(connection, connection.next_request(1_000))  # noqa: SLF001 - as the loop does
    assert (answer.split(b"\r\n")[0], connection.ends) == (b"HTTP/1.1 500 Internal Server Error", True)


def test_what_is_too_large_is_refused_by_the_application(
    loop: Worker, client: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(environ: Any, start_response: Any) -> list[bytes]:
        start_response("413 Too Large", [("Content-Length", "2")])
        return [str(environ[REFUSAL].code).encode()[:2]]

    monkeypatch.setattr(loop, "wsgi", answer, raising=False)
    client.sendall(get("/healthz", "Content-Length: 100000", "Expect: 100-continue"))
    _turn(loop)
    loop.run_ready()
    answered = client.recv(10_000)
    assert answered.startswith(b"HTTP/1.1 413 Too Large")
    assert answered.endswith(b"41")
    assert _only(loop).ends


@pytest.mark.parametrize("room", [0, 1])
def test_what_is_not_short_runs_in_a_thread_where_there_is_room(
    loop: Worker, client: socket.socket, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    def answer(environ: Any, start_response: Any) -> list[bytes]:
        start_response("503 Busy" if REFUSAL in environ else "200 OK", [("Content-Length", "0")])
        return []

    monkeypatch.setattr(loop, "wsgi", answer, raising=False)
    monkeypatch.setattr("app.server.worker.WAITING_AT_MOST", room - loop.cfg.threads)
    back: Any = loop.method_queue
    back.init()
    loop.poller.register(back.fileno(), selectors.EVENT_READ, back.run_callbacks)
    with ThreadPoolExecutor(1) as loop.tpool:
        client.sendall(get("/sites/cap/policy"))
        _turn(loop)
        loop.run_ready()
        if room:
            _turn(loop)
        answered = client.recv(10_000)
    back.close()
    assert answered.startswith(b"HTTP/1.1 200 OK" if room else b"HTTP/1.1 503 Busy")


@pytest.mark.parametrize(("asked", "expected"), [(get("/healthz"), b"200 OK"), (standing(), b"503 Away")])
def test_while_the_store_is_away_nobody_waits_for_it(
    loop: Worker, client: socket.socket, monkeypatch: pytest.MonkeyPatch, asked: bytes, expected: bytes
) -> None:
    def answer(environ: Any, start_response: Any) -> list[bytes]:
        start_response("503 Away" if REFUSAL in environ else "200 OK", [("Content-Length", "0")])
        return []

    @contextmanager
    def away() -> Iterator[None]:
        yield
        raise StoreAway

    begun: list[object] = []
    monkeypatch.setattr(loop, "wsgi", answer, raising=False)
    monkeypatch.setattr("app.server.worker.one_commit", away)
    monkeypatch.setattr(Absence, "begin", lambda _, app: begun.append(app))
    monkeypatch.setattr(Absence, "is_long", lambda _: True)
    client.sendall(asked)
    _turn(loop)
    loop.run_ready()
    assert begun == [answer]
    assert client.recv(10_000).startswith(b"HTTP/1.1 " + expected)


def test_a_line_has_only_one_first() -> None:
    with pytest.raises(IndexError):
        Waiting()[1]


class _Failing(socket.socket):
    """A socket that accepts nobody."""

    def __init__(self, why: int) -> None:
        super().__init__()
        self._why = why

    def accept(self) -> NoReturn:
        """Say why not."""
        self.close()
        raise OSError(self._why, os.strerror(self._why))
