"""A client's connection: what has come of its next request, and what has still to leave."""

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders
from gunicorn.http.message import Request
from gunicorn.http.unreader import Unreader
from gunicorn.workers.gthread import TConn

from app.settings import FORM_AT_MOST

HEAD_AT_MOST = 32_768
"""So long may the head of a request be, in bytes."""

LOOKS_AT_MOST = 200
"""So often a body is looked at which does not say how long it is: each time it is read from its beginning."""

_GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


class Unfinished(Exception):
    """The rest of the request has not come yet; at least so many bytes are lacking."""

    def __init__(self, lacking: int) -> None:
        super().__init__(lacking)
        self.lacking = lacking


@dataclass(slots=True)
class Came:
    """A request that has come: parsed by gunicorn, its length in bytes, and its body, None where that is too large."""

    request: Request
    length: int
    body: bytes | None

    def to_run(self) -> Request:
        """Return the request with its body to read, as often as it is to run."""
        request: Any = self.request
        request.body = BytesIO(self.body or b"")
        return self.request


class Connection(TConn):
    """What gunicorn knows of a connection, with the bytes that came and those that have still to go."""

    def __init__(self, *of_gunicorn: Any) -> None:
        super().__init__(*of_gunicorn)
        self.came: Came
        self.received = b""
        self.unsent = memoryview(b"")
        self.ends = False
        self.answered = 0
        self._awaited = 0
        self._looks = 0

    def next_request(self, body_limit: int, console: str = "/admin/") -> Came:
        """Return the request that has come; its bytes stay in `received`. Below the console forms may be larger.

        Raises Unfinished, or what gunicorn's parser raises. What is larger than the limit is not waited for.
        """
        if len(self.received) < self._awaited:
            raise Unfinished(self._awaited - len(self.received))
        arrived = _Arrived(self.received)
        try:
            request: Any = Request(self.cfg, arrived, self.client, self.answered + 1)
        except Unfinished:
            if len(self.received) > HEAD_AT_MOST:
                raise LimitRequestHeaders("The head of the request is too long.") from None
            raise
        body = self._body_of(request, arrived, FORM_AT_MOST if request.path.startswith(console) else body_limit)
        request._expected_100_continue = False  # noqa: SLF001 - done, where it was of use
        self._awaited = self._looks = 0
        return Came(request, len(self.received) - arrived.held, body)

    def _body_of(self, request: Any, arrived: "_Arrived", limit: int) -> bytes | None:
        """Return the body, None where it is too large; raise Unfinished."""
        after_head = arrived.held
        if getattr(request.body.reader, "length", 0) > limit:
            return None
        try:
            content: bytes = request.body.read(limit + 1)
        except Unfinished as unfinished:
            self._looks += 1
            if unfinished.lacking > limit or after_head > 2 * limit or self._looks > LOOKS_AT_MOST:
                return None
            if request._expected_100_continue and not self._awaited:  # noqa: SLF001
                with suppress(OSError):  # who cannot take these few bytes will not go on
                    self.sock.send(_GO_ON)
            self._awaited = len(self.received) + unfinished.lacking
            raise
        return content if len(content) <= limit else None


class _Arrived(Unreader):
    """What has come of a connection, for gunicorn's parser."""

    def __init__(self, arrived: bytes) -> None:
        super().__init__()
        self.buf.write(arrived)

    @property
    def held(self) -> int:
        """How many bytes the parser has not taken."""
        return len(self.buf.getbuffer())

    def chunk(self, size_hint: int | None = None) -> bytes:
        """There is no more now."""
        raise Unfinished(size_hint or 1)


class Outgoing:
    """Stands in a socket's place: takes what gunicorn writes to a client, until it may leave."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def sendall(self, part: bytes) -> None:
        """Keep it."""
        self._parts.append(part)

    def gettimeout(self) -> float:
        """Writing here never waits."""
        return 0.0

    @property
    def socket(self) -> Any:
        """It, in a socket's place."""
        return self

    def content(self) -> bytes:
        """Return all that was written."""
        return b"".join(self._parts)
