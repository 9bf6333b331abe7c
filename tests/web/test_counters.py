"""The counters behind the limits are those that the library asks for, and forget what ran out."""

import pytest

from app.web import counters
from app.web.counters import Counters


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the time is: the last of these."""
    moments = [1_000.0]
    monkeypatch.setattr(counters, "time", lambda: moments[-1])
    return moments


def test_callers_are_known_by_a_hash_of_this_process() -> None:
    names: set[str] = set()
    for used in (Counters(), Counters()):
        used.incr("203.0.113.77", 60)
        names.update(vars(used)["_counters"])
    assert len(names - {"203.0.113.77"}) == 2


def test_a_counter_counts_until_it_runs_out(clock: list[float]) -> None:
    used = Counters()
    assert [used.incr("a", 60), used.incr("a", 60, 2), used.incr("b", 60)] == [1, 3, 1]
    assert (used.get("a"), used.get_expiry("a")) == (3, 1_060.0)
    clock.append(1_060.0)
    assert (used.get("a"), used.incr("a", 60)) == (0, 1)


def test_one_who_never_came_has_used_nothing(clock: list[float]) -> None:
    assert (Counters().get("a"), Counters().get_expiry("a")) == (0, clock[-1])


def test_counters_can_be_forgotten_one_by_one_and_all() -> None:
    used = Counters()
    for name in ("a", "b", "c"):
        used.incr(name, 60)
    used.clear("a")
    used.clear("nobody")
    assert (used.get("a"), used.reset(), used.reset()) == (0, 2, 0)


def test_memory_is_always_there() -> None:
    assert Counters().check()
    assert Counters().base_exceptions is ValueError


def test_what_ran_out_is_swept_away_as_others_come(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counters, "_SWEEP_EVERY", 4)
    used = Counters()
    for name in ("a", "b", "c"):
        used.incr(name, 60)
    clock.append(2_000.0)
    used.incr("d", 60)
    assert used.reset() == 1
