"""What reaches the service as bytes: it hangs up politely, and tells nobody whose they were."""

import pytest

from tests.serving.running import Running

_POST = b"POST /v1/sites/cap/consents HTTP/1.1\r\nHost: x\r\nOrigin: https://cap.kz\r\nContent-Type: text/plain\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon here\r\n\r\n",
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        _POST + b"Content-Length: minus\r\n\r\n",
        _POST + b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n",
    ],
    ids=["tls", "no address", "no protocol", "no header", "long line", "long header", "no length", "no chunk"],
)
def test_bytes_that_are_no_request_are_refused_and_name_nobody(shared: Running, raw: bytes) -> None:
    heard = shared.say(raw)
    assert heard == b"" or heard.split()[1].startswith(b"4")
    assert shared.get("/healthz")[0] == 200
    assert "127.0.0.1" not in shared.said.replace(f"http://127.0.0.1:{shared.port}/", ""), "but its own address"


def _in_pieces(size: int) -> bytes:
    pieces = b"%x\r\n%b\r\n0\r\n\r\n" % (size, b" " * size)
    return _POST + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + pieces


def test_a_body_in_pieces_has_the_same_limit(shared: Running) -> None:
    assert shared.say(_in_pieces(17_000)).split()[1] == b"413"


def test_a_body_in_pieces_far_over_the_limit_is_not_heard_to_its_end(shared: Running) -> None:
    """It hangs up while more is on the way, and the network may lose its answer with that."""
    heard = shared.say(_in_pieces(1_000_000))
    assert heard == b"" or heard.split()[1] == b"413"
    assert shared.get("/readyz")[0] == 200


def test_a_body_that_breaks_off_keeps_nothing(shared: Running) -> None:
    heard = shared.say(_POST + b"Content-Length: 500\r\n\r\n{")
    assert heard == b"" or heard.split()[1] == b"400"
    assert shared.get("/readyz")[0] == 200


def test_letters_that_are_no_utf8_in_an_address_are_nothing(shared: Running) -> None:
    heard = shared.say(b"GET /v1/sites/\xff\xed\xa0\x80/kelisim.js?\xff HTTP/1.0\r\nHost: x\r\n\r\n")
    assert heard.split()[1] in {b"400", b"404"}
    assert "Traceback" not in shared.said
