"""nginx gives out what waits for an answer, by the lines of docs/embedding.md."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from uuid import uuid4

import pytest

from tests.makers import SOMEBODY_ELSE, VISITOR
from tests.serving.nginx import Nginx
from tests.serving.running import Running

GIVEN = f"kelisim=1.{VISITOR}.3.1795241400.necessary~analytics~yandex-metrica"
SCRIPT = (200, b"// a counter")
NOTHING = (204, b"")


@pytest.fixture
def nginx(tmp_path: Path, running: Running) -> Iterator[Nginx]:
    """An nginx before the service."""
    (tmp_path / "nginx").mkdir()
    started = Nginx(tmp_path / "nginx", running.port)
    yield started
    started.stop()


def _decide(service: Running, method: str, *, grants: bool) -> None:
    body = {
        "id": str(uuid4()),
        "visitor": VISITOR,
        "decided_at": "2026-11-21T06:10:00Z",
        "method": method,
        "categories": {"analytics": grants},
        "counters": {"yandex-metrica": grants},
        "edition": 3,
        "language": "ru",
    }
    connection = HTTPConnection("127.0.0.1", service.port, timeout=30)
    connection.request(
        "POST", "/v1/sites/cap/consents", json.dumps(body), {"Origin": "https://cap.kz", "Content-Type": "text/plain"}
    )
    assert connection.getresponse().status == 201
    connection.close()


def test_nginx_gives_out_only_what_is_allowed(nginx: Nginx, running: Running) -> None:
    """One story, as starting both takes longer than all of it."""
    assert nginx.get(None) == nginx.get(GIVEN) == NOTHING
    _decide(running, "save", grants=True)
    assert nginx.get(GIVEN) == nginx.get(f"other=1; {GIVEN}; more=2") == SCRIPT
    for nobody in (
        GIVEN.replace(VISITOR, SOMEBODY_ELSE),
        GIVEN.replace(VISITOR, "-"),
        GIVEN.removesuffix("~yandex-metrica"),
        GIVEN.replace("=1.", "=2."),
        f"{GIVEN}&counter=necessary",
        f"{GIVEN}&visitor={VISITOR}",
        f"{GIVEN}%26counter=necessary",
        f"{GIVEN} HTTP/1.1",
        "kelisim=",
    ):
        assert nginx.get(nobody) == NOTHING, nobody
    _decide(running, "withdraw", grants=False)
    assert nginx.get(GIVEN) == NOTHING


def test_nginx_gives_out_nothing_when_the_service_is_away(nginx: Nginx, running: Running) -> None:
    _decide(running, "save", grants=True)
    assert nginx.get(GIVEN) == SCRIPT
    running.kill()
    assert nginx.get(GIVEN) == NOTHING
