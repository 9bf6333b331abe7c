"""What is committed speaks of the house only, never of the machine it was made on."""

import re
from pathlib import Path

from tests.house.tree import ROOT, shown, tracked

SIBLING = re.compile(r"\.\./shared\b")  # what lies beside the checkout is not there for those who clone it
LATER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
EVERYWHERE = {"/", "/home", "/tmp"}  # noqa: S108  places that every machine has
PICTURES = {".png", ".webp", ".woff2", ".ico", ".gz", ".br"}


def _text(path: Path) -> str:
    return "" if path.suffix in PICTURES else path.read_text(encoding="utf-8")


def test_no_file_names_a_place_on_this_machine() -> None:
    places = {str(place) for place in (ROOT, ROOT.parent, Path.home())} - EVERYWHERE
    absolute = re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, places))})/")
    assert [shown(path) for path in tracked() if absolute.search(_text(path))] == []


def test_no_file_points_beside_the_checkout() -> None:
    assert [shown(path) for path in tracked() if SIBLING.search(_text(path))] == []


def test_nothing_is_left_for_later() -> None:
    assert [shown(path) for path in tracked() if LATER.search(_text(path))] == []
