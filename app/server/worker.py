"""A gunicorn worker that runs all short requests that have come, commits once, and then answers them.

It is gunicorn's threaded worker with another loop: parser, responses, errors, threads, limits and the way to
stop are gunicorn's. What is not short runs in a thread, when all of it has come, and its answer leaves from the
loop as all do: no client holds a thread. So does a request whose shared commit failed: alone, so that it fails
alone, and waits alone.
"""

import sys
import time
from types import SimpleNamespace
from typing import Any

from gunicorn.http import wsgi
from werkzeug.exceptions import RequestEntityTooLarge

from app.domain.errors import StoreUnavailable
from app.server.absence import Absence
from app.server.connection import Came, Connection, Outgoing, Unfinished
from app.server.lanes import is_short, needs_no_store
from app.server.loop import Loop
from app.services.transaction import NotCommitted, StoreAway, one_commit
from app.settings import Settings
from app.web.turning_away import REFUSAL, Busy

TOGETHER_AT_MOST = 64
"""So many requests share a commit, so that the first of them does not wait for long."""

WAITING_AT_MOST = 200
"""So many requests wait for a thread; who comes then is asked to come again."""

ALONE_SECONDS = 1.0
"""So long all requests run alone after a shared commit failed: the store may be locked, full or away."""

_SWITCH_SECONDS = 0.0005


class Worker(Loop):
    """Short requests together in the loop, all others in threads; none while the store is away."""

    def __init__(self, *of_gunicorn: Any) -> None:
        super().__init__(*of_gunicorn)
        self._in_threads = 0
        self._alone_until = 0.0
        self._absence = Absence()
        of_ours: Any = self.app
        self.settings: Settings = of_ours.settings

    def init_process(self) -> None:
        """Let the loop have its turn soon, however busy the threads are."""
        sys.setswitchinterval(_SWITCH_SECONDS)
        super().init_process()

    def run_ready(self) -> None:
        """Run what has come, commit, and answer; each alone if that fails."""
        ran: list[tuple[Connection, Came, bytes]] = []
        try:
            with one_commit():
                for _ in range(min(TOGETHER_AT_MOST, len(self.ready))):
                    conn = self.ready.popleft()
                    came = self._to_run(conn)
                    if came is not None:
                        ran.append((conn, came, self._run(conn, came)))
        except NotCommitted as failure:
            self._alone_until = time.monotonic() + ALONE_SECONDS
            if isinstance(failure, StoreAway):
                of_ours: Any = self.wsgi
                self._absence.begin(of_ours)
            for conn, came, _ in ran:
                self._run_alone(conn, came)
        else:
            for conn, came, answer in ran:
                self._answer(conn, came, answer)

    def handle(self, conn: Any) -> Any:
        """Run in a thread what has come; return its answer."""
        return self._run(conn, conn.came)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Take a connection back from its thread, and answer."""
        self._in_threads -= 1
        self.take_back(conn)
        self._answer(conn, conn.came, fs.result())

    def _to_run(self, conn: Connection) -> Came | None:
        """Return the request that is to run in the loop, None where there is none."""
        try:
            came = conn.next_request(self.settings.body_limit, f"{self.settings.path}/admin/")
        except Unfinished:
            self.await_rest(conn)
            return None
        except Exception as error:  # noqa: BLE001 - gunicorn knows which status each has
            conn.ends = True
            self.send(conn, self._error(conn, error))
            return None
        if came.body is None:
            self._answer(conn, came, self._run(conn, came, RequestEntityTooLarge()))
            return None
        is_together = time.monotonic() >= self._alone_until and not self._absence.lasts()
        if is_together and is_short(came.request, self.settings.path):
            return came
        self._run_alone(conn, came)
        return None

    def _run(self, conn: Connection, came: Came, refusal: Exception | None = None) -> bytes:
        """Run a request as gunicorn does; return its answer, which may not leave before the commit."""
        outgoing = Outgoing()
        there: Any = SimpleNamespace(sock=outgoing.socket, client=conn.client, server=conn.server)
        try:
            if refusal is None:
                conn.ends = not self.handle_request(came.to_run(), there)
            else:
                conn.ends = True
                self._refuse(came, there, refusal)
        except Exception as error:  # noqa: BLE001 - gunicorn knows which status each has
            conn.ends = True
            return self._error(conn, error)
        return outgoing.content()

    def _run_alone(self, conn: Connection, came: Came) -> None:
        """Run a request in a thread, unless it would only wait there."""
        if needs_no_store(came.request, self.settings.path):
            self._answer(conn, came, self._run(conn, came))
        elif self._absence.is_long():
            self._answer(conn, came, self._run(conn, came, StoreUnavailable()))
        elif self._in_threads < self.cfg.threads + WAITING_AT_MOST:
            self._in_threads += 1
            conn.came = came
            self.lend(conn)
        else:
            self._answer(conn, came, self._run(conn, came, Busy()))

    def _refuse(self, came: Came, there: Any, refusal: Exception) -> None:
        """Let the application say why it does not begin with what was asked for."""
        response, environ = wsgi.create(came.request, there.sock, there.client, there.server, self.cfg)
        environ[REFUSAL] = refusal
        response.force_close()
        start: Any = response.start_response
        for part in self.wsgi(environ, start):
            response.write(part)
        response.close()

    def _answer(self, conn: Connection, came: Came, answer: bytes) -> None:
        conn.answered += 1
        conn.received = conn.received[came.length :]
        self.send(conn, answer)

    def _error(self, conn: Connection, error: Exception) -> bytes:
        """Return gunicorn's answer to what failed; it is not told which address was asked for, and logs none."""
        outgoing = Outgoing()
        self.handle_error(None, outgoing.socket, conn.client, error)
        return outgoing.content()
