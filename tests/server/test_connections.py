"""Connections are kept, shared and refused as HTTP says."""

import socket
import time
from pathlib import Path
from select import select

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


def test_a_file_is_sent_whole(server: Served) -> None:
    with server.connect() as connection:
        connection.sendall(get("/file") * 2)
        assert answers_on(connection, 2) == [(200, (Path(__file__).parent / "serve.py").read_bytes())] * 2


def test_a_connection_is_kept(server: Served) -> None:
    with server.connect() as connection:
        for _ in range(3):
            connection.sendall(standing())
            assert answer_on(connection).status == 200


def test_requests_that_come_together_are_answered_in_their_order(server: Served) -> None:
    with server.connect() as connection:
        connection.sendall(standing() + get("/sleep/0.1") + get("/nowhere") + deciding() + get("/healthz"))
        answers = answers_on(connection, 5)
    assert [status for status, _ in answers] == [200, 200, 404, 201, 200]
    assert answers[1][1] == b"slept"


def test_a_request_may_come_byte_by_byte(server: Served) -> None:
    with server.connect() as connection:
        for byte in deciding():
            connection.sendall(bytes([byte]))
        assert answer_on(connection).status == 201
        connection.sendall(standing())
        assert answer_on(connection).status == 200


def test_a_connection_is_closed_when_the_client_says_so(server: Served) -> None:
    with server.connect() as connection:
        connection.sendall(standing("Connection: close"))
        assert answer_on(connection).getheader("Connection") == "close"
        assert is_closed(connection)


def test_http_1_0_closes(server: Served) -> None:
    with server.connect() as connection:
        connection.sendall(standing().replace(b"HTTP/1.1", b"HTTP/1.0"))
        assert answer_on(connection).status == 200
        assert is_closed(connection)


def test_a_client_that_leaves_is_forgotten(server: Served) -> None:
    for request in (b"", b"GET /heal", deciding()[:-5], standing(), get("/sleep/0.1")):
        with server.connect() as connection:
            connection.sendall(request)
    assert server.ask(standing()).status == 200


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (get("/" + "x" * 8_200), 414),
        (get("/healthz", "X: " + "x" * 8_200), 431),
        (get("/healthz", *[f"X-{n}: {n}" for n in range(101)]), 431),
        (b"GET /healthz HTTP/1.1\r\nHost: kelisim\r\n" + b"X" * 70_000, 431),
        (b"nonsense\r\n\r\n", 400),
        (get("/healthz", "Host: other"), 400),
        (get("/healthz", "Content-Length: 5", "Transfer-Encoding: chunked"), 400),
        (get("/healthz", "Content-Length: -5"), 400),
        (get("/healthz", "Content-Length: 5", "Content-Length: 6"), 400),
        (get("/healthz", "Bad Name: 1"), 400),
        (deciding(page="https://cap.kz/" + "x" * 20_000), 413),
        (deciding(page="https://cap.kz/" + "x" * 200_000), 413),
        (in_pieces(deciding(page="https://cap.kz/" + "x" * 20_000)), 413),
        (in_pieces(deciding(page="https://cap.kz/" + "x" * 15_000), size=1)[:-5], 413),
        (get("/healthz", "Transfer-Encoding: chunked") + b"fffff\r\nx", 413),
        (get("/healthz", "Content-Length: 16385"), 413),
        (get("/healthz", "Transfer-Encoding: chunked") + b"no\r\n", 400),
    ],
)
def test_what_is_too_long_or_broken_is_refused(server: Served, request_: bytes, status: int) -> None:
    with server.connect() as connection:
        connection.sendall(request_)
        assert answer_on(connection).status == status


def test_a_broken_request_ends_its_connection(server: Served) -> None:
    with server.connect() as connection:
        connection.sendall(b"nonsense\r\n\r\n" + standing())
        assert answer_on(connection).status == 400
        assert is_closed(connection)


@pytest.mark.parametrize("path", ["/v1/sites/cap/consents", "/echo"])
def test_a_body_may_come_in_chunks(server: Served, path: str) -> None:
    request = in_pieces(deciding(), 50).replace(b"/v1/sites/cap/consents", path.encode(), 1)
    with server.connect() as connection:
        for at in range(0, len(request), 100):
            connection.sendall(request[at : at + 100])
            time.sleep(0.01)
        connection.sendall(standing())
        (status, content), after = answers_on(connection, 2)
    assert (status, after[0]) == (201 if "consents" in path else 200, 200)
    assert path != "/echo" or b'"visitor"' in content


def test_a_body_in_too_many_pieces_is_refused(server: Served) -> None:
    with server.connect() as connection:
        connection.sendall(get("/healthz", "Transfer-Encoding: chunked"))
        for _ in range(1_000):
            connection.sendall(b"1\r\nx\r\n")
            if select([connection], [], [], 0.002)[0]:
                break
        assert answer_on(connection).status == 413


def test_a_client_that_waits_to_be_asked_for_its_body_is_asked_once(server: Served) -> None:
    head, _, body = deciding().partition(b"{")
    with server.connect() as connection:
        connection.sendall(announced(head))
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"{")
        time.sleep(0.05)
        connection.sendall(body)
        assert answers_on(connection, 1)[0][0] == 201


def test_who_sends_many_requests_at_once_and_no_more_is_answered_each(server: Served) -> None:
    with server.connect() as connection:
        connection.sendall(get("/healthz") * 300)
        connection.shutdown(socket.SHUT_WR)
        assert [status for status, _ in answers_on(connection, 300)] == [200] * 300


def test_a_worker_without_room_for_connections_lives_on(tmp_path: Path) -> None:
    few = ["sh", "-c", 'ulimit -n 128; exec "$@"', "sh"]
    with served(tmp_path, under=few) as server:
        assert server.ask(standing()).status == 200
        before = server.worker()
        many = [server.connect() for _ in range(150)]
        for connection in many:
            connection.close()
        assert server.ask(standing()).status == 200
        assert server.worker() == before


def test_head_has_no_body(server: Served) -> None:
    with server.connect() as connection:
        connection.sendall(get("/healthz").replace(b"GET", b"HEAD", 1))
        assert answer_on(connection, "HEAD").status == 200
        connection.sendall(get("/healthz"))
        assert answer_on(connection).status == 200


def test_a_large_answer_arrives_whole(server: Served) -> None:
    with server.connect() as connection:
        connection.sendall(get("/large/5000000"))
        time.sleep(0.2)
        assert len(answer_on(connection).content) == 5_000_000  # type: ignore[attr-defined]
