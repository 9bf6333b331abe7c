"""What a connection makes of the bytes that came."""

import socket
from collections.abc import Iterator

import pytest
from gunicorn.config import Config

from app.server.connection import Came, Connection, Unfinished
from tests.server.served import announced, get, in_pieces

_LIMIT = 100
_POST = get("/echo", "Content-Length: 10").replace(b"GET", b"POST", 1) + b"0123456789"


@pytest.fixture
def pair() -> Iterator[tuple[Connection, socket.socket]]:
    """A connection, and its client."""
    ours, theirs = socket.socketpair()
    theirs.settimeout(0)
    with ours, theirs:
        yield Connection(Config(), ours, ("127.0.0.1", 1), ("127.0.0.1", 2)), theirs


@pytest.fixture
def connection(pair: tuple[Connection, socket.socket]) -> Connection:
    """A connection whose client sends nothing more than a test says."""
    return pair[0]


def _come(connection: Connection, *parts: bytes) -> Came:
    """Let parts come, all but the last of which are not enough."""
    *early, last = parts
    for part in early:
        connection.received += part
        with pytest.raises(Unfinished):
            connection.next_request(_LIMIT)
    connection.received += last
    return connection.next_request(_LIMIT)


@pytest.mark.parametrize("request_", [_POST, in_pieces(_POST), in_pieces(_POST, 3), announced(_POST)])
def test_a_request_has_come_when_its_body_has(connection: Connection, request_: bytes) -> None:
    parts = [request_[at : at + 1] for at in range(len(request_))]
    came = _come(connection, *parts)
    assert (came.length, came.body) == (len(request_), b"0123456789")
    assert [came.to_run().body.read() for _ in range(2)] == [b"0123456789"] * 2  # type: ignore[union-attr]


def test_a_client_is_asked_once_for_its_body(pair: tuple[Connection, socket.socket]) -> None:
    connection, client = pair
    head, mark, body = announced(_POST).partition(b"\r\n\r\n")
    _come(connection, head + mark, body[:1], body[1:])
    assert client.recv(1_000) == b"HTTP/1.1 100 Continue\r\n\r\n"
    with pytest.raises(BlockingIOError):
        client.recv(1)


@pytest.mark.parametrize(
    "request_",
    [
        get("/echo", f"Content-Length: {_LIMIT + 1}"),
        get("/echo", "Transfer-Encoding: chunked") + b"ff\r\nx",
        get("/echo", "Transfer-Encoding: chunked") + b"1\r\nx\r\n" * 60,
        get("/echo", "Transfer-Encoding: chunked") + b"%x\r\n" % (_LIMIT + 1) + b"x" * (_LIMIT + 1) + b"\r\n0\r\n\r\n",
    ],
)
def test_what_is_too_large_is_not_waited_for(connection: Connection, request_: bytes) -> None:
    assert _come(connection, request_).body is None


def test_a_form_of_the_console_may_be_larger(connection: Connection) -> None:
    form = get("/admin/sites/cap/records", "Content-Length: 200").replace(b"GET", b"POST", 1)
    assert _come(connection, form, b"x" * 200).body == b"x" * 200


def test_a_body_is_looked_at_so_often(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.server.connection.LOOKS_AT_MOST", 2)
    assert _come(connection, get("/echo", "Transfer-Encoding: chunked"), b"1\r\nx\r\n", b"1\r\nx\r\n").body is None
