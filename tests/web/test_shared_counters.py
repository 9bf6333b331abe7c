"""Counters that processes share: what is asked of Redis, and what becomes of it when Redis is away."""

import re
import socket
from typing import Any

import pytest
from redis import RedisError

from app.web import counters, shared_counters
from app.web.counters import Counters
from app.web.shared_counters import SharedCounters


class Redis(Counters):
    """Stands in the place of a Redis: it counts, keeps the key of a day, or fails."""

    there: "Redis"

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__()
        self.keys: dict[str, bytes] = {}
        self.names: list[str] = []
        self.fails = False
        self.asked = 0
        Redis.there = self

    @property
    def base_exceptions(self) -> type[Exception]:
        return RedisError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        self.asked += 1
        if self.fails:
            raise RedisError("away")
        self.names.append(key)
        return super().incr(key, expiry, amount)

    def check(self) -> bool:
        return not self.fails

    def get_connection(self) -> "Redis":
        return self

    def pipeline(self) -> "_Asking":
        return _Asking(self.keys)


class _Asking:
    def __init__(self, keys: dict[str, bytes]) -> None:
        self._keys, self._told = keys, []  # type: tuple[dict[str, bytes], list[Any]]

    def set(self, name: str, key: bytes, *, nx: bool, ex: int) -> None:
        assert nx
        assert 600 < ex <= 86_400 + 600
        self._told.append(self._keys.setdefault(name, key) is key)

    def get(self, name: str) -> None:
        self._told.append(self._keys[name])

    def execute(self) -> list[Any]:
        return self._told


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the time is: the last of these, on both clocks."""
    moments = [1_795_241_400.0]
    for module in (counters, shared_counters):
        monkeypatch.setattr(module, "time", lambda: moments[-1])
    monkeypatch.setattr(shared_counters, "monotonic", lambda: moments[-1])
    return moments


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> SharedCounters:
    """Counters in that Redis."""
    monkeypatch.setattr(shared_counters, "RedisStorage", Redis)
    return SharedCounters("redis://127.0.0.1")


def test_they_do_what_counters_do(shared: SharedCounters, clock: list[float]) -> None:
    assert [shared.incr("a", 60), shared.incr("a", 60), shared.incr("b", 60)] == [1, 2, 1]
    assert (shared.get("a"), shared.get_expiry("a"), shared.check()) == (2, clock[-1] + 60, True)
    shared.clear("a")
    assert (shared.get("a"), shared.reset()) == (0, 1)


def test_redis_learns_hashes_by_a_key_of_the_day(shared: SharedCounters, clock: list[float]) -> None:
    shared.incr("203.0.113.77", 60)
    clock.append(clock[-1] + 3_600)
    shared.incr("203.0.113.77", 60)
    clock.append(clock[-1] + 86_400)
    shared.incr("203.0.113.77", 60)
    first, again, tomorrow = Redis.there.names
    assert first == again != tomorrow
    assert len(Redis.there.keys) == 2
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in (first, tomorrow))


def test_one_that_is_away_is_left_alone_for_a_while(
    shared: SharedCounters, clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    shared.incr("a", 600)
    Redis.there.fails = True
    assert [shared.incr("a", 600) for _ in range(3)] == [1, 2, 3]
    assert Redis.there.asked == 2
    assert (shared.get("a"), shared.get_expiry("a"), shared.check()) == (3, clock[-1] + 600, False)
    clock.append(clock[-1] + 10)
    assert shared.incr("a", 600) == 4
    assert Redis.there.asked == 3
    Redis.there.fails = False
    clock.append(clock[-1] + 10)
    assert shared.incr("a", 600) == 2
    assert [record.getMessage() for record in caplog.records] == [
        "the store of the limits is away, each process counts for itself: away",
        "the store of the limits is back",
    ]


def test_what_is_forgotten_is_forgotten_here_too(shared: SharedCounters) -> None:
    shared.incr("a", 600)
    Redis.there.fails = True
    shared.incr("a", 600)
    shared.clear("a")
    assert (shared.get("a"), shared.reset()) == (0, 0)


def test_nobody_waits_for_a_redis() -> None:
    """Nothing listens there, and making the counters asks for nothing."""
    counters = SharedCounters("redis://127.0.0.1:1/0")
    assert counters.incr("a", 60) == 1
    assert not counters.check()


def test_a_redis_that_says_nothing_is_given_up_soon() -> None:
    """What listens there never answers; were it waited for, this would not end."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        counters = SharedCounters(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        assert counters.incr("a", 60) == 1
