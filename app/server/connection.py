"""A client's connection: what has come of its next request, and what has still to leave."""

from dataclasses import dataclass
from typing import Any

from gunicorn.http.body import LengthReader
from gunicorn.http.errors import LimitRequestHeaders
from gunicorn.http.message import Request
from gunicorn.http.unreader import Unreader
from gunicorn.workers.gthread import TConn

WHOLE_AT_MOST = 65_536
"""A request that is larger is read by a thread, piece by piece, as gunicorn's threaded worker reads all."""

STALLED_SECONDS = 30.0
"""How long a client may keep a thread waiting for its next bytes."""


class Unfinished(Exception):
    """The rest of the request has not come yet."""


@dataclass(slots=True)
class Came:
    """A request that has come: parsed by gunicorn, its length in bytes, and whether its body is here too."""

    request: Request
    length: int
    is_whole: bool


class Connection(TConn):
    """What gunicorn knows of a connection, with the bytes that came and those that have still to go."""

    def __init__(self, *of_gunicorn: Any) -> None:
        super().__init__(*of_gunicorn)
        self.parser: Any
        self.data_ready = True
        self.received = b""
        self.unsent = b""
        self.ends = False
        self.answered = 0

    def init(self) -> None:
        """Be read by gunicorn in a thread: give its parser what came already."""
        super().init()
        self.sock.settimeout(STALLED_SECONDS)
        self.parser.unreader.unread(self.received)
        self.received = b""

    def next_request(self) -> Came:
        """Return the request that has come; its bytes stay in `received`.

        Raises Unfinished, or what gunicorn's parser raises. A body that is large, of unknown length, or only
        sent when it was asked for is not waited for.
        """
        arrived = _Arrived(self.received)
        try:
            request: Any = Request(self.cfg, arrived, self.client, self.answered + 1)
        except Unfinished:
            if len(self.received) > WHOLE_AT_MOST:
                raise LimitRequestHeaders("The head of the request is too long.") from None
            raise
        body = request.body.reader
        length = len(self.received) - arrived.held + getattr(body, "length", 0)
        waits_for_more = isinstance(body, LengthReader) and not request._expected_100_continue  # noqa: SLF001
        if waits_for_more and len(self.received) < length <= WHOLE_AT_MOST:
            raise Unfinished
        return Came(request, length, is_whole=waits_for_more and length <= WHOLE_AT_MOST)


class _Arrived(Unreader):
    """What has come of a connection, for gunicorn's parser."""

    def __init__(self, arrived: bytes) -> None:
        super().__init__()
        self.buf.write(arrived)

    @property
    def held(self) -> int:
        """How many bytes the parser has not taken."""
        return len(self.buf.getbuffer())

    def chunk(self, _size: int | None = None) -> bytes:
        """There is no more now."""
        raise Unfinished


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
