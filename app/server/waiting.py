"""Connections that wait, in the order in which they began to."""

from collections.abc import Iterator

from app.server.connection import Connection


class Waiting:
    """What gunicorn's threaded worker does with a deque, where taking one out of the middle costs nothing.

    Where all have the same time to wait, as between two requests, the first is the one whose time runs out first.
    """

    def __init__(self) -> None:
        self._connections: dict[Connection, None] = {}

    def append(self, connection: Connection) -> None:
        """Let a connection wait, behind all others."""
        self._connections[connection] = None

    def remove(self, connection: Connection) -> None:
        """Let a connection wait no more, whether or not it did."""
        self._connections.pop(connection, None)

    def popleft(self) -> Connection:
        """Return the first, which waits no more."""
        first = self[0]
        self.remove(first)
        return first

    def __getitem__(self, place: int) -> Connection:
        if place != 0:
            raise IndexError(place)
        return next(iter(self._connections))

    def __contains__(self, connection: object) -> bool:
        return connection in self._connections

    def __iter__(self) -> Iterator[Connection]:
        return iter(tuple(self._connections))

    def __len__(self) -> int:
        return len(self._connections)
