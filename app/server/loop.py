"""A gunicorn worker's connections: all are read and answered by one loop, which never waits for any of them."""

import errno
import selectors
import socket
import time
from abc import abstractmethod
from functools import partial
from typing import Any

from gunicorn.workers import gthread

from app.server.connection import HEAD_AT_MOST, Connection
from app.server.waiting import Waiting

REQUEST_SECONDS = 30.0
"""How long a request may take to come, with its body."""

ANSWER_SECONDS = 60.0
"""How long a client may take to read an answer."""

_LINGER_SECONDS = 2.0
_STOPPING_SECONDS = 2.0
_PAUSE_SECONDS = 1.0
_NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})


class Loop(gthread.ThreadWorker):
    """Gunicorn's threaded worker, with its connections in the hands of the loop as long as no thread needs them.

    `pending_conns` are those from which something is awaited now, `keepalived_conns` those that rest; both
    names and all of starting, stopping and draining are gunicorn's.
    """

    def __init__(self, *of_gunicorn: Any) -> None:
        super().__init__(*of_gunicorn)
        _settle(self.cfg)
        self.keepalived_conns: Any = Waiting()
        self.pending_conns: Any = Waiting()
        self.ready = Waiting()
        self._next_look = 0.0
        self._accepts_from = 0.0

    @abstractmethod
    def run_ready(self) -> None:
        """Run what has come on the connections that are `ready`."""

    def accept(self, listener: socket.socket) -> None:
        """Accept a connection, and take what it brings; where there is no room for one, accept none for a second."""
        try:
            sock, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            self._accepts_from = time.monotonic() + _PAUSE_SECONDS
            self.set_accept_enabled(enabled=False)
            return
        conn = Connection(self.cfg, sock, address, listener.getsockname())
        self.nr_conns += 1
        self.poller.register(sock, selectors.EVENT_READ, partial(self.on_client_socket_readable, conn))
        self._await(conn, REQUEST_SECONDS)
        self.on_client_socket_readable(conn, sock)

    def set_accept_enabled(self, enabled: bool | None) -> None:  # noqa: FBT001 - gunicorn's
        """Accept connections or not, as gunicorn says and there is room."""
        super().set_accept_enabled(bool(enabled) and time.monotonic() >= self._accepts_from)

    def on_client_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """Take what has come, unless there is something to run already: what it holds has to stay little."""
        if conn in self.ready:
            return
        try:
            arrived = client.recv(HEAD_AT_MOST)
        except BlockingIOError:
            return
        except OSError:
            arrived = b""
        if not arrived:
            self._leave(conn)
        elif not conn.ends:
            conn.received += arrived
            self.ready.append(conn)

    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        """Take what has come on all connections, and run it."""
        super().wait_for_and_dispatch_events(0 if self.ready else timeout)
        if self.ready:
            self.run_ready()

    def await_rest(self, conn: Connection) -> None:
        """Wait for the rest of a request, as long as that may take from its beginning."""
        if conn in self.keepalived_conns:
            self._await(conn, REQUEST_SECONDS)

    def send(self, conn: Connection, answer: bytes | memoryview) -> None:
        """Send an answer; go on when the client has it."""
        try:
            sent = conn.sock.send(answer)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._leave(conn)
            return
        was_unsent, conn.unsent = bool(conn.unsent), memoryview(answer)[sent:]
        if conn.unsent and not was_unsent:
            self._await(conn, ANSWER_SECONDS)
            self.poller.modify(conn.sock, selectors.EVENT_WRITE, lambda _: self.send(conn, conn.unsent))
        elif not conn.unsent:
            if was_unsent:
                self.poller.modify(conn.sock, selectors.EVENT_READ, partial(self.on_client_socket_readable, conn))
            self._go_on(conn)

    def lend(self, conn: Connection) -> None:
        """Let a thread run what has come; nothing is read meanwhile."""
        self._forget(conn)
        self.enqueue_req(conn)

    def take_back(self, conn: Connection) -> None:
        """Have a connection in the loop's hands again."""
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_client_socket_readable, conn))

    def murder_keepalived(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 - gunicorn's
        """Close connections that rested for too long, or all."""
        now = time.monotonic()
        while self.keepalived_conns and (force or self.keepalived_conns[0].timeout <= now):
            self._leave(self.keepalived_conns[0])

    def murder_pending(self) -> None:
        """Close connections that were awaited for too long; looked after once a second."""
        now = time.monotonic()
        if now < self._next_look:
            return
        self._next_look = now + 1
        for conn in self.pending_conns:
            if conn.timeout <= now:
                self._leave(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        """When the worker stops, end soon also what was accepted and brought nothing yet."""
        for conn in (*self.keepalived_conns, *self.pending_conns):
            if not conn.received and not conn.unsent:
                conn.timeout = min(conn.timeout, deadline)

    def _go_on(self, conn: Connection) -> None:
        """Let an answered connection run what came already, rest, or end."""
        if conn.ends:
            self._end(conn)
            return
        self.pending_conns.remove(conn)
        self.keepalived_conns.remove(conn)
        conn.timeout = time.monotonic() + (self.cfg.keepalive if self.alive else _STOPPING_SECONDS)
        self.keepalived_conns.append(conn)
        if conn.received:
            self.ready.append(conn)

    def _end(self, conn: Connection) -> None:
        """Say that no more comes, and let the client read it before the connection closes (RFC 9112 §9.6)."""
        conn.received = b""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._leave(conn)
        else:
            self._await(conn, _LINGER_SECONDS)

    def _await(self, conn: Connection, seconds: float) -> None:
        self.keepalived_conns.remove(conn)
        conn.timeout = time.monotonic() + seconds
        self.pending_conns.append(conn)

    def _leave(self, conn: Connection) -> None:
        self._forget(conn)
        self.nr_conns -= 1
        conn.close()

    def _forget(self, conn: Connection) -> None:
        self.ready.remove(conn)
        self.keepalived_conns.remove(conn)
        self.pending_conns.remove(conn)
        self.poller.unregister(conn.sock)


def _settle(cfg: Any) -> None:
    """Keep gunicorn's settings as plain attributes: it looks each up anew, some thirty times a request."""
    vars(cfg).update({name: setting.get() for name, setting in cfg.settings.items()})
