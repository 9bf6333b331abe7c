"""The real service, started as `kelisim demo` starts it: gunicorn, a database of its own, a free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import yaml

from app import create_app
from app.domain.api_key import Scope
from app.domain.ids import SiteId
from app.domain.seal import SETTLING
from app.places import EXAMPLES
from app.services.add_key import add_key
from app.services.find_site import find_site
from app.services.seal_book import seal_book
from app.settings import Settings
from app.signing.keyring import read_keys
from app.site_files.demo_sites import read_demo_sites
from app.store.database import db
from tests.ports import free_port

_COMMAND = (sys.executable, "-c", "from app.cli import main; main()")
_PATIENCE = 120.0


class Service:
    """A Kelisim of one's own, that can be stopped, started again, and given another edition."""

    def __init__(self, folder: Path, *, with_answers: bool = False) -> None:
        self._folder = folder
        self._options = () if with_answers else ("--no-answers",)
        self._port = free_port()
        self._running: subprocess.Popen[bytes] | None = None
        self.address = f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Serve, with the sites as the examples have them; return when the store answers."""
        with (self._folder / "log").open("ab") as log:
            self._running = subprocess.Popen(
                [*_COMMAND, "demo", *self._options], env=self._environment(), stdout=log, stderr=log
            )
        until = time.monotonic() + _PATIENCE
        while not self._is_ready():
            if self._running.poll() is not None or time.monotonic() > until:
                self._running.kill()
                self._running.wait()
                raise RuntimeError((self._folder / "log").read_text())
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop serving, as an operator would."""
        if self._running is None:
            return
        self._running.send_signal(signal.SIGTERM)
        self._running.wait(_PATIENCE)
        self._running = None

    @property
    def first_link(self) -> str:
        """The one-time link that the service printed at its start, for the console's first owner."""
        told = re.findall(r"http\S+/admin/welcome/\S+", (self._folder / "log").read_text())
        return str(told[-1])

    def publish(self, site: str, edition: int, *, asks_again: bool, changes: str) -> None:
        """Publish another edition of a site's policy while the service runs."""
        document: dict[str, Any] = yaml.safe_load((EXAMPLES / "sites" / f"{site}.yaml").read_bytes())
        document["policy"] |= {
            "edition": edition,
            "asks_again": asks_again,
            "changes": changes,
        }
        folder = self._folder / "published"
        folder.mkdir(exist_ok=True)
        written = folder / f"{site}.yaml"
        written.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
        (at_home,) = read_demo_sites(folder, self.address)
        written.write_text(yaml.safe_dump(at_home.document.content, allow_unicode=True), encoding="utf-8")
        subprocess.run([*_COMMAND, "site", "apply", written], env=self._environment(), check=True)

    def seal(self) -> None:
        """Seal what there is, as the operator's timer would a little later."""
        with self._at_its_store():
            seal_book(read_keys(self._folder / "keys.json"), datetime.now(UTC) + 2 * SETTLING)

    def key(self, site: str) -> str:
        """Make an API key with which a site's server reads."""
        with self._at_its_store():
            return add_key(find_site(SiteId(site)), "server", {Scope.READ}, datetime.now(UTC))

    @contextmanager
    def _at_its_store(self) -> Iterator[None]:
        with create_app(Settings(database_url=self._environment()["KELISIM_DATABASE_URL"])).app_context():
            yield
            db.engine.dispose()

    def _environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("KELISIM_")}
        return own | {
            "KELISIM_DATABASE_URL": f"sqlite:///{self._folder / 'kelisim.sqlite'}",
            "KELISIM_KEYS": str(self._folder / "keys.json"),
            "KELISIM_PORT": str(self._port),
            "KELISIM_LOG_LEVEL": "WARNING",
            "KELISIM_WRITE_LIMIT": "100000/minute",
        }

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz") as answer:  # noqa: S310 - our own
                return bool(answer.status == HTTPStatus.OK)
        except (urllib.error.URLError, ConnectionError):
            return False
