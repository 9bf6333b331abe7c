"""Nobody waits for those who are slow: neither for clients nor for pages."""

import signal
import socket
import time
from http.client import HTTPResponse
from pathlib import Path
from select import select
from threading import Thread

import pytest

from tests.server.served import (
    Served,
    announced,
    answer_on,
    answers_on,
    deciding,
    get,
    in_pieces,
    is_closed,
    served,
    standing,
)

SOON = 15.0
"""Seconds: half of what a client may take for a request, and plenty for a server that waits for nobody."""


_BEGUN = {
    "a head": deciding()[:50],
    "a body": deciding()[:-1],
    "a body in pieces": in_pieces(deciding(), 50)[:-1],
    "a body to be asked for": announced(deciding()).partition(b"{")[0],
    "a large body": get("/echo", "Content-Length: 100000").replace(b"GET", b"POST", 1),
    "an answer": get("/large/20000000"),
}


@pytest.mark.parametrize("begun", _BEGUN.values(), ids=_BEGUN)
def test_slow_clients_hold_nobody_up(server: Served, begun: bytes) -> None:
    """They send, or read, what they have begun with and then stop."""
    slow = [server.connect() for _ in range(12)]
    for connection in slow:
        connection.sendall(begun)
    assert server.ask(deciding(), SOON).status == 201
    assert server.ask(get("/sleep/0.01"), SOON).status == 200
    for connection in slow:
        connection.close()


@pytest.mark.parametrize("page", ["/hold", "/spin"])
def test_slow_pages_hold_no_answer_up(server: Served, page: str) -> None:
    waiting = [server.connect() for _ in range(12)]
    for connection in waiting:
        connection.sendall(get(page))
    assert server.ask(deciding(), SOON).status == 201
    assert select(waiting, [], [], 0)[0] == []
    with server.letting_go():
        assert [answer_on(connection).status for connection in waiting] == [200] * 12
    for connection in waiting:
        connection.close()


def test_a_request_that_does_not_end_is_given_up(tmp_path: Path) -> None:
    with served(tmp_path, loop__REQUEST_SECONDS=0.3) as server, server.connect() as connection:
        connection.sendall(standing()[:20])
        assert is_closed(connection)


def test_a_body_that_comes_little_by_little_is_given_up(tmp_path: Path) -> None:
    with served(tmp_path, loop__REQUEST_SECONDS=0.3) as server, server.connect() as connection:
        connection.sendall(in_pieces(deciding()).partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
        connection.settimeout(0.05)
        until = time.monotonic() + SOON
        while not _is_given_up(connection) and time.monotonic() < until:
            pass
        assert time.monotonic() < until


def test_who_comes_when_too_many_wait_is_asked_to_come_again(tmp_path: Path) -> None:
    with served(tmp_path, {"KELISIM_THREADS": 1}, worker__WAITING_AT_MOST=2) as server:
        waiting = [server.connect() for _ in range(3)]
        for connection in waiting:
            connection.sendall(get("/hold"))
        refused = _refused(server)
        with server.connect() as expecting:
            expecting.sendall(announced(deciding().replace(b"/consents", b"/others", 1)))
            assert answers_on(expecting, 1)[0][0] == 503
        assert (refused.status, refused.getheader("Kelisim-Reason")) == (503, "busy")
        assert int(refused.getheader("Retry-After") or 0) > 0
        assert server.ask(standing()).status == 200
        with server.letting_go():
            assert [answer_on(connection).status for connection in waiting] == [200, 200, 200]
        for connection in waiting:
            connection.close()


def test_what_has_begun_is_answered_before_the_server_stops(tmp_path: Path) -> None:
    with served(tmp_path) as server, server.connect() as slow, server.connect() as resting:
        resting.sendall(standing())
        assert answer_on(resting).status == 200
        slow.sendall(get("/sleep/3.0"))
        time.sleep(0.5)
        stopping = Thread(target=server.stop)
        stopping.start()
        time.sleep(0.2)
        resting.sendall(deciding())
        assert answer_on(resting).status == 201
        assert answer_on(slow).status == 200
        stopping.join()
        assert server.process.returncode == 0
        with pytest.raises(ConnectionRefusedError):
            server.connect()


def test_the_server_stops_though_clients_keep_their_connections(tmp_path: Path) -> None:
    with served(tmp_path) as server, server.connect() as resting, server.connect():
        resting.sendall(standing())
        answer_on(resting)
        assert server.stop(signal.SIGTERM, SOON) == 0


def _refused(server: Served) -> HTTPResponse:
    """Ask until there is no more room: what was sent before may take a moment to come."""
    while (answer := server.ask(get("/healthz/", "Connection: close"), SOON)).status != 503:
        time.sleep(0.02)
    return answer


def _is_given_up(connection: socket.socket) -> bool:
    """Send a little more, and tell whether the connection is closed."""
    try:
        connection.sendall(b"1\r\nx\r\n")
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except OSError:
        return True
