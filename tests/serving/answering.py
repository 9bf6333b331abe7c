"""Many pages that answer at once, and remember which of their answers were acknowledged."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from uuid import uuid4

from tests.makers import VISITOR
from tests.serving.running import Running


class Pages:
    """Pages of the site that send decisions, one after the other, until the service hangs up."""

    def __init__(self, service: Running, pages: int, answers: int) -> None:
        self._port = service.port
        self._answers = answers
        self.sent: list[str] = []
        self.acknowledged: list[str] = []
        self._threads = [Thread(target=self._answer) for _ in range(pages)]
        for thread in self._threads:
            thread.start()

    def wait(self) -> None:
        """Wait until every page has sent all of its answers, or has been hung up on."""
        for thread in self._threads:
            thread.join()

    def _answer(self) -> None:
        for _ in range(self._answers):
            identity = str(uuid4())
            connection = HTTPConnection("127.0.0.1", self._port, timeout=30)
            self.sent.append(identity)
            try:
                connection.request("POST", "/v1/sites/cap/consents", _decision(identity), _HEADERS)
                if connection.getresponse().status == 201:
                    self.acknowledged.append(identity)
            except (OSError, HTTPException):
                return
            finally:
                connection.close()


def kept_in(store: Path) -> set[str]:
    """Return the ids of the records in a store, having seen that the file is sound."""
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {identity for (identity,) in connection.execute("SELECT id FROM consent_records")}


def counted_in(store: Path) -> int:
    """Return how many answers the sums of a store count."""
    with closing(sqlite3.connect(store)) as connection:
        (count,) = connection.execute(
            "SELECT coalesce(sum(accepted + refused + chosen + withdrawn), 0) FROM tallies WHERE dimension = 'all'"
        ).fetchone()
        return int(count)


_HEADERS = {"Origin": "https://cap.kz", "Content-Type": "text/plain"}


def _decision(identity: str) -> str:
    return json.dumps(
        {
            "id": identity,
            "visitor": VISITOR,
            "decided_at": datetime.now(UTC).isoformat(),
            "method": "accept-all",
            "categories": {"functional": True, "analytics": True, "advertising": True},
            "edition": 3,
            "language": "ru",
        }
    )
