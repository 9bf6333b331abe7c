"""The time in which the store is away: one thread asks it again and again, and nobody else has to wait for it."""

import time
from threading import Event, Thread

from flask import Flask

from app.domain.errors import StoreUnavailable
from app.services.check_store import check_store
from app.services.transaction import one_commit

LONG_SECONDS = 2.0
"""So long an absence is taken for a stumble: requests try for themselves. Later each is told at once."""

_PAUSE_SECONDS = 0.5


class Absence:
    """Begins when the store could not be reached, and ends when it has answered."""

    def __init__(self) -> None:
        self._began = 0.0
        self._is_over = Event()
        self._is_over.set()

    def begin(self, app: Flask) -> None:
        """Ask for the store until it answers, unless that is being done."""
        if self._is_over.is_set():
            self._began = time.monotonic()
            self._is_over.clear()
            Thread(target=self._wait_for_store, args=(app,), name="absence", daemon=True).start()

    def lasts(self) -> bool:
        """Tell whether the store has not answered yet."""
        return not self._is_over.is_set()

    def is_long(self) -> bool:
        """Tell whether it has not answered for so long that waiting for it is in vain."""
        return self.lasts() and time.monotonic() - self._began > LONG_SECONDS

    def _wait_for_store(self, app: Flask) -> None:
        with app.app_context():
            while not _answers():
                time.sleep(_PAUSE_SECONDS)
        self._is_over.set()


def _answers() -> bool:
    try:
        with one_commit():  # which is given up when the store stays silent
            check_store()
    except StoreUnavailable:
        return False
    return True
