"""However the service ends, no acknowledged answer is lost."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.serving.answering import Pages, counted_in, kept_in
from tests.serving.running import Running

_PAGES = 6


def test_answers_that_are_under_way_are_finished_before_it_stops(running: Running) -> None:
    """A lock from outside holds every answer up; the service is told to stop, and the lock is released."""
    with closing(sqlite3.connect(running.store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        pages = Pages(running, _PAGES, answers=1)
        time.sleep(0.5)
        assert pages.acknowledged == []
        running.process.terminate()
        time.sleep(0.3)
        assert running.process.poll() is None
        other.execute("COMMIT")
    pages.wait()
    assert running.process.wait(30) == 0
    assert len(pages.acknowledged) == _PAGES
    assert kept_in(running.store) == set(pages.acknowledged)


def test_a_service_that_is_told_to_stop_under_load_keeps_what_it_acknowledged(running: Running) -> None:
    pages = Pages(running, _PAGES, answers=10_000)
    _wait_for(pages, 20)
    assert running.stop() == 0
    pages.wait()
    assert set(pages.acknowledged) <= kept_in(running.store)
    assert counted_in(running.store) == len(kept_in(running.store))


def test_a_service_that_is_cut_off_under_load_has_lost_no_acknowledged_answer(running: Running) -> None:
    pages = Pages(running, _PAGES, answers=10_000)
    _wait_for(pages, 50)
    running.kill()
    pages.wait()
    assert set(pages.acknowledged) <= kept_in(running.store)
    assert counted_in(running.store) == len(kept_in(running.store))


def test_a_service_that_was_cut_off_starts_again_with_all_it_had(running: Running, tmp_path: Path) -> None:
    pages = Pages(running, 1, answers=3)
    pages.wait()
    running.kill()
    again = Running(tmp_path)
    try:
        status, body = again.get("/v1/sites/cap/visitors/q3ZzT1yJTe2xq0u7p0m3Yw/records")
        assert status == 200
        assert all(identity.encode() in body for identity in pages.acknowledged)
    finally:
        again.kill()


def test_many_workers_keep_every_answer_once(running: Running, tmp_path: Path) -> None:
    running.stop()
    many = Running(tmp_path, KELISIM_WORKERS="2", KELISIM_THREADS="4")
    pages = Pages(many, 4, answers=10)
    pages.wait()
    assert many.stop() == 0
    assert len(pages.acknowledged) == 40
    assert kept_in(many.store) == set(pages.acknowledged)
    assert counted_in(many.store) == 40


def _wait_for(pages: Pages, acknowledged: int) -> None:
    until = time.monotonic() + 30
    while len(pages.acknowledged) < acknowledged and time.monotonic() < until:
        time.sleep(0.01)
    assert len(pages.acknowledged) >= acknowledged
