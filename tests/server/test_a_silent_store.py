"""A PostgreSQL that falls silent holds nobody up: pages are told to come again, and all goes on when it is back."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from tests.postgres import emptied
from tests.relay import Relay, relayed
from tests.server.served import Served, answer_on, deciding, get, served
from tests.stores import ON_POSTGRESQL

pytestmark = ON_POSTGRESQL

_SILENT = 0.5
_SOON = 20.0


@pytest.fixture
def relay(store: str) -> Iterator[Relay]:
    assert store == "postgresql"
    with relayed(emptied()) as relay:
        yield relay


@pytest.fixture
def server(tmp_path: Path, relay: Relay) -> Iterator[Served]:
    """A server that gives its store up soon."""
    settings: dict[str, object] = {"KELISIM_DATABASE_URL": relay.address}
    with served(
        tmp_path, settings, "postgresql", silence__SILENT_SECONDS=_SILENT, absence__LONG_SECONDS=_SILENT
    ) as server:
        yield server


def test_a_silent_store_holds_nobody_up(server: Served, relay: Relay) -> None:
    before, *asked = [str(uuid4()) for _ in range(6)]
    assert server.ask(deciding(before)).status == 201
    with ExitStack() as stack:
        with relay.silent():
            waiting = {record: stack.enter_context(server.connect()) for record in asked}
            for record, line in waiting.items():
                line.sendall(deciding(record))
            assert server.ask(get("/healthz"), _SOON).status == 200
            _await(server, 503)
            refused = server.ask(deciding(), _SOON)
            assert (refused.status, refused.headers["Kelisim-Reason"]) == (503, "store-unavailable")
            assert refused.headers["Retry-After"]
            assert server.ask(get("/healthz"), _SOON).status == 200
            assert server.ask(get("/readyz"), _SOON).status == 503
        statuses = {record: answer_on(line).status for record, line in waiting.items()}
    after = _await(server, 201)
    assert set(statuses.values()) <= {201, 503}
    told = {record for record in asked if statuses[record] == 503}
    assert {before, after, *asked} - set(server.kept()) == told


def _await(server: Served, status: int) -> str:
    """Decide again and again until the answer has this status; return the record that got it."""
    until = time.monotonic() + _SOON
    while True:
        record = str(uuid4())
        try:
            if server.ask(deciding(record), 1.0).status == status:
                return record
        except TimeoutError:
            assert time.monotonic() < until
        time.sleep(0.1)
