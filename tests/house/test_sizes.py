"""Rooms stay small enough to be read at one sitting."""

import statistics

from tests.house.tree import shown, sources

LONGEST = 300
MEDIAN = 70


def _lengths() -> dict[str, int]:
    rooms = sources("app", ".py", ".html", ".css", ".js") + sources("static/banner/src", ".js", ".ts", ".css")
    return {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in rooms}


def test_no_room_is_longer_than_one_sitting() -> None:
    assert {path: length for path, length in _lengths().items() if length > LONGEST} == {}


def test_most_rooms_are_a_glance() -> None:
    assert statistics.median(_lengths().values()) <= MEDIAN
