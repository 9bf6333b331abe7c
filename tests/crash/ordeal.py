"""The ordeal: pages answer all the time, and what serves them is killed again and again."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from flask_migrate import upgrade as migrate

from app import create_app
from app.settings import Settings
from app.store.database import db
from tests.crash.account import Account, account
from tests.crash.database import Database, children_of
from tests.crash.pages import Pages
from tests.crash.site import DOCUMENT, the_site
from tests.serving.running import Running
from tests.stores import apply

WORKERS = 2
_PAUSE = 0.6


def settings_of(address: str) -> dict[str, str]:
    """Return the settings of a service on a store."""
    return {"KELISIM_DATABASE_URL": address, "KELISIM_WORKERS": str(WORKERS), "KELISIM_LOG_LEVEL": "WARNING"}


def prepare(address: str) -> None:
    """Make a store with the one site in it."""
    with create_app(Settings(database_url=address)).app_context():
        migrate()
        apply(the_site(), document=DOCUMENT)
        db.engine.dispose()


@dataclass(frozen=True, slots=True)
class Survived:
    """What was killed how often, how long it took until the first answer after each, and the account in the end."""

    kills: Counter[str]
    seconds: Sequence[float]
    answers: Counter[int]
    broken_off: int
    account: Account


class Ordeal:
    """A service under pages that never rest."""

    def __init__(self, folder: Path, address: str, seed: int, database: Database | None = None) -> None:
        self._address = address
        self._folder = folder
        self._settings = settings_of(address)
        prepare(address)
        self._service = Running(folder, "run", 0, **self._settings)
        self._database = database
        self._chance = Random(seed)  # noqa: S311 - the same each time
        self.pages = Pages(self._service.port, seed)

    def survive(self, kills: int, answers: int) -> Survived:
        """Kill so often, each time after so many more answers; return what the book holds in the end."""
        done: Counter[str] = Counter()
        seconds = []
        with self.pages.answering():
            self.pages.wait_for(answers)
            for _ in range(kills):
                time.sleep(self._chance.uniform(0, _PAUSE))
                kill = self._chance.choice(self._ways())
                done[kill.__name__.strip("_").replace("_", " ")] += 1
                began = time.monotonic()
                kill()
                self.pages.wait_for(1)
                seconds.append(time.monotonic() - began)
                self.pages.wait_for(answers)
        if self._service.stop() != 0:
            raise RuntimeError(self._service.said)
        return Survived(done, seconds, self.pages.answers, self.pages.broken_off, account(self._address, self.pages))

    def end(self) -> None:
        """Leave nothing running."""
        if self._service.process.poll() is None:
            self._service.kill()

    def _ways(self) -> Sequence[Callable[[], None]]:
        if self._database is None:
            return self._all, self._one_worker
        return self._the_database, self._all_and_the_database

    def _all(self) -> None:
        self._service.kill()
        self._start()

    def _one_worker(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._chance.choice(children_of(self._service.process.pid)), signal.SIGKILL)

    def _the_database(self) -> None:
        assert self._database is not None
        self._database.kill()
        time.sleep(self._chance.uniform(0, _PAUSE))
        self._database.start()

    def _all_and_the_database(self) -> None:
        self._service.kill()
        self._the_database()
        self._start()

    def _start(self) -> None:
        self._service = Running(self._folder, "run", self._service.port, **self._settings)
