"""Sends prepared requests over kept connections: each as soon as the one before it is answered, or at its time."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"


class UnexpectedAnswer(RuntimeError):
    """A server said something else than the run is about; its figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run came to: answers a second, and the latency of the median and of the slowest hundredth, in ms."""

    rate: float
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class _Due:
    """A request, and when it is to be sent by `time.perf_counter`; 0 is as soon as may be."""

    at: float
    request: bytes


class _Connection(asyncio.Protocol):
    """One kept connection. It reads no more of HTTP than status and length, so that the client costs little."""

    def __init__(self, requests: "Iterator[_Due]", expected: bytes, deadline: float) -> None:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.latencies: list[float] = []
        self._requests = requests
        self._expected = expected
        self._deadline = deadline
        self._received = bytearray()
        self._sent_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  a TCP connection always is
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._received += data
        length = _length(self._received)
        if length is None or len(self._received) < length:
            return
        now = time.perf_counter()
        if not self._received.startswith(self._expected, len(b"HTTP/1.1 ")):
            self._fail(UnexpectedAnswer(self._received[:2000].decode(errors="replace")))
            return
        self.latencies.append(now - self._sent_at)
        self._received.clear()
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(UnexpectedAnswer(f"The server closed a kept connection: {exc}"))

    def _send(self) -> None:
        due = next(self._requests, None)
        now = time.perf_counter()
        if due is None or max(now, due.at) >= self._deadline:
            if not self.done.done():
                self.done.set_result(None)
            self._transport.close()
        elif due.at > now:
            asyncio.get_running_loop().call_later(due.at - now, self._write, due.request, due.at)
        else:
            self._write(due.request, due.at or now)

    def _write(self, request: bytes, at: float) -> None:
        """Send a request; its latency counts from when it was to be sent, so that a stall shows in all it kept back."""
        self._sent_at = at
        self._transport.write(request)

    def _fail(self, error: UnexpectedAnswer) -> None:
        if not self.done.done():
            self.done.set_exception(error)
        self._transport.close()


def _length(received: bytearray) -> int | None:
    """Return how many bytes the answer has, or None while its head is not complete."""
    head = received.find(b"\r\n\r\n")
    if head < 0:
        return None
    for line in received[:head].lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return head + 4 + int(line.partition(b":")[2])
    return head + 4


@dataclass(frozen=True, slots=True)
class Load:
    """What is sent: requests over so many connections until they or the seconds have run out.

    With a rate, so many a second are sent, evenly.
    """

    requests: list[bytes]
    connections: int
    seconds: float
    rate: float = 0


def measure(port: int, load: Load, expected: str) -> Measured:
    """Send a load; every answer must have the expected status: UnexpectedAnswer otherwise."""
    return asyncio.run(_measure(port, load, expected.encode()))


async def _measure(port: int, load: Load, expected: bytes) -> Measured:
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    queue = (
        _Due(began + number / load.rate if load.rate else 0, request) for number, request in enumerate(load.requests)
    )
    opened = [
        (await loop.create_connection(lambda: _Connection(queue, expected, began + load.seconds), LOOPBACK, port))[1]
        for _ in range(load.connections)
    ]
    await asyncio.gather(*(connection.done for connection in opened))
    took = time.perf_counter() - began
    latencies = sorted(latency * 1000 for connection in opened for latency in connection.latencies)
    return Measured(
        rate=len(latencies) / took, p50=latencies[len(latencies) // 2], p99=latencies[len(latencies) * 99 // 100]
    )
