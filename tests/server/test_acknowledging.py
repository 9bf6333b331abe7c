"""An answer leaves when its record is on disk, and not before."""

import os
import signal
import sqlite3
import time
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from select import select
from threading import Thread
from uuid import uuid4

import pytest

from tests.server.served import Served, answer_on, deciding, served, standing
from tests.stores import FILE


def _locked(server: Served) -> sqlite3.Connection:
    store = sqlite3.connect(server.folder / FILE, isolation_level=None)
    store.execute("BEGIN IMMEDIATE")
    return store


def test_no_answer_leaves_before_its_commit(server: Served) -> None:
    with server.connect() as connection, closing(_locked(server)) as store:
        connection.sendall(deciding())
        connection.settimeout(0.7)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        store.execute("COMMIT")
        connection.settimeout(10)
        assert answer_on(connection).status == 201


def test_a_locked_store_holds_no_reader_up(server: Served) -> None:
    with server.connect() as connection, closing(_locked(server)):
        connection.sendall(deciding())
        assert server.ask(standing()).status == 200
        assert select([connection], [], [], 0)[0] == []


def test_a_record_that_fails_fails_alone(server: Served) -> None:
    known, fresh = str(uuid4()), [str(uuid4()) for _ in range(20)]
    assert server.ask(deciding(known)).status == 201
    requests = [deciding(record) for record in fresh]
    requests[10] = deciding(known, categories={"analytics": False})
    connections = [server.connect() for _ in requests]
    for connection, request in zip(connections, requests, strict=True):
        connection.sendall(request)
    statuses = [answer_on(connection).status for connection in connections]
    for connection in connections:
        connection.close()
    assert statuses == [201] * 10 + [409] + [201] * 9
    del fresh[10]
    assert {known, *fresh} <= set(server.kept())


def test_a_store_that_was_full_takes_answers_again(tmp_path: Path) -> None:
    with served(tmp_path, worker__ALONE_SECONDS=0.1) as server:
        with closing(_locked(server)):
            refused = server.ask(deciding())
        assert (refused.status, refused.getheader("Kelisim-Reason")) == (503, "store-unavailable")
        assert refused.getheader("Retry-After")
        assert server.kept() == []
        assert server.ask(deciding()).status == 201


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, store: str) -> None:
    acknowledged: list[str] = []
    with served(tmp_path, store=store) as server:
        writers = [Thread(target=_write, args=(server, acknowledged)) for _ in range(8)]
        for writer in writers:
            writer.start()
        while len(acknowledged) < 50:
            time.sleep(0.02)
        os.kill(server.worker(), signal.SIGKILL)
        server.stop(signal.SIGKILL)
        for writer in writers:
            writer.join()
        kept = server.kept()
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))


def _write(server: Served, acknowledged: list[str]) -> None:
    """Send one decision after the other until the server is gone."""
    try:
        with server.connect() as connection:
            while True:
                record = str(uuid4())
                connection.sendall(deciding(record))
                if answer_on(connection).status == 201:
                    acknowledged.append(record)
    except (OSError, HTTPException):
        return  # the server died, perhaps in the middle of an answer
