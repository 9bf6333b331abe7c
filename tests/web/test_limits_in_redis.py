"""Several processes hold to one limit by a real Redis, and go on without it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits.storage import RedisStorage

from app.store.database import db
from app.web import shared_counters
from tests.makers import a_record_id, a_site
from tests.redis_server import RedisServer
from tests.stores import an_app, apply
from tests.web.calls import SHOWN, a_sent_decision, problem, send

ADDRESS = "203.0.113.77"


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis."""
    running = RedisServer(tmp_path)
    yield running
    running.close()


@pytest.fixture
def processes(tmp_path: Path, redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[FlaskClient]]:
    """Two processes of a service, each with a store, where one address may write three times a day."""
    monkeypatch.setattr(shared_counters, "_WAIT_SECONDS", 20.0)  # a Redis on a busy machine is not away
    storages: list[RedisStorage] = []

    def connect(*address: Any, **options: Any) -> RedisStorage:
        storages.append(RedisStorage(*address, **options))
        return storages[-1]

    monkeypatch.setattr(shared_counters, "RedisStorage", connect)
    apps: list[Flask] = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        apps.append(an_app(tmp_path / name, write_limit="3/day", site_limit="9000/day", limits_store=redis.address))
        with apps[-1].app_context():
            apply(a_site())
    yield [app.test_client(use_cookies=False) for app in apps]
    for storage in storages:
        connected: Any = storage.get_connection()
        connected.close()
    for app in apps:
        with app.app_context():
            db.engine.dispose()


def _send(http: FlaskClient, number: int) -> int:
    body = a_sent_decision(id=a_record_id(number))
    return send(http, body=body, environ_base={"REMOTE_ADDR": ADDRESS}).status_code


def test_processes_share_a_limit_and_redis_learns_no_address(processes: list[FlaskClient], redis: RedisServer) -> None:
    one, two = processes
    assert [_send(one, 0), _send(two, 1), _send(one, 2)] == [201] * 3
    assert [_send(one, 3), _send(two, 4)] == [429] * 2
    answer = send(two, SHOWN, {"edition": 3, "language": "ru"}, environ_base={"REMOTE_ADDR": ADDRESS})
    assert problem(answer) == (429, "too-many-requests")
    assert 1 <= int(answer.headers["Retry-After"]) <= 86_401
    assert _send_from_elsewhere(two) == 204
    names = list(redis.asked.scan_iter())
    kept = b" ".join([*names, *(redis.asked.get(name) or b"" for name in names)])
    assert len(names) == 4  # the day's key, two addresses, one site
    assert ADDRESS.encode() not in kept
    assert all(re.fullmatch(rb"kelisim:limits:([0-9a-f]{32}|key:[0-9]+)", name) for name in names)
    assert not [left for name in names if not 0 < (left := redis.asked.ttl(name)) <= 86_400 + 600]


def test_answers_go_on_when_redis_is_cut_off_and_come_back_to_it(
    processes: list[FlaskClient],
    redis: RedisServer,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, two = processes
    monkeypatch.setattr(shared_counters, "_PAUSE_SECONDS", 0.0)
    assert _send(one, 0) == 201
    redis.stop()
    assert [_send(one, number) for number in range(1, 5)] == [201, 201, 201, 429]
    assert [_send(two, number) for number in range(1, 5)] == [201, 201, 201, 429]
    redis.start()
    assert [_send(one, number) for number in range(5, 8)] == [201, 201, 201]
    assert _send(two, 8) == 429
    told = [record.getMessage() for record in caplog.records if record.name == "kelisim.limits"]
    assert len(told) == 4
    assert [line.partition(",")[0] for line in told[:2]] == ["the store of the limits is away"] * 2
    assert told[2:] == ["the store of the limits is back"] * 2


def _send_from_elsewhere(http: FlaskClient) -> int:
    shown = {"edition": 3, "language": "ru"}
    return send(http, SHOWN, shown, environ_base={"REMOTE_ADDR": "198.51.100.9"}).status_code
