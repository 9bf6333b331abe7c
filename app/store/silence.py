"""Ends the wait for a PostgreSQL that has gone silent: who holds others up may not wait for ever.

A machine that is gone is noticed by the system, in seconds (`database.engine_options`). One that still takes what is
sent and answers nothing, such as a frozen one or a proxy that has lost the other side, is noticed by nobody else.
"""

import os
import socket
import time
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import Any

from sqlalchemy import Connection

SILENT_SECONDS = 3.0
"""So long may a transaction take that holds others up."""

_LOOK_SECONDS = 0.25


class Watch:
    """Hangs a connection up whose time is over, so that whoever waits for it fails. It watches one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._until: float | None = None
        self._line = -1
        self._looks = False

    def begin(self, connection: Connection) -> None:
        """Watch a connection from now on; SQLite's is none that can be hung up, and needs no watching."""
        if connection.dialect.name == "sqlite":
            return
        driver: Any = connection.connection.dbapi_connection
        with self._lock:
            self._line, self._until = driver.fileno(), time.monotonic() + SILENT_SECONDS
            if not self._looks:
                self._looks = True
                Thread(target=self._look, name="silence", daemon=True).start()

    def end(self) -> None:
        """Watch it no more; from here on it may be closed."""
        with self._lock:
            self._until = None

    def _look(self) -> None:
        pause = Event()
        while True:
            pause.wait(_LOOK_SECONDS)
            with self._lock:
                if self._until is not None and time.monotonic() > self._until:
                    self._until = None
                    _hang_up(self._line)


def _hang_up(line: int) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(line)) as wire:
        wire.shutdown(socket.SHUT_RDWR)
