"""Everybody tells the lines of a plot apart, also who sees fewer colours."""

import re
from itertools import combinations
from math import dist

import pytest

from app.domain.colour import Colour, contrast
from tests.house.tree import ROOT

_STYLE = (ROOT / "static/admin/console.css").read_text(encoding="utf-8")
_LINES = ("asked", "accepted", "chosen", "refused")
"""What is told by colour; withdrawn is drawn as asked is, in other dashes."""

_APART = 15
"""So far in CIELAB; from 2 on a difference is seen side by side, and lines are not side by side."""

_ON_A_LINE = 3
"""The contrast that WCAG 2.2 (1.4.11) asks of what is drawn."""

_SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Of light, not of bytes (Machado, Oliveira and Fernandes, IEEE TVCG 15, 2009, at full severity)."""


def _colour(name: str, scheme: int) -> Colour:
    found = re.search(rf"--{name}: light-dark\(([^,]+), ([^)]+)\)", _STYLE)
    assert found is not None, name
    colour = Colour.read(found[1 + scheme])
    assert colour is not None, name
    return colour


def _light(part: float) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _lab(colour: Colour, seen_by: str) -> tuple[float, float, float]:
    light = [_light(part) for part in (colour.red, colour.green, colour.blue)]
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, light, strict=True))))
        for row in _SEEN_BY[seen_by]
    )
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("seen_by", _SEEN_BY)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_any_two_lines_are_told_apart(scheme: int, seen_by: str) -> None:
    seen = {name: _lab(_colour(name, scheme), seen_by) for name in _LINES}
    near = {pair: dist(seen[pair[0]], seen[pair[1]]) for pair in combinations(_LINES, 2)}
    assert {pair: apart for pair, apart in near.items() if apart < _APART} == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_lines_stand_out_from_their_ground(scheme: int) -> None:
    ground = _colour("ground", scheme)
    found = {name: contrast(_colour(name, scheme), ground) for name in (*_LINES, "quiet")}
    assert {name: ratio for name, ratio in found.items() if ratio < _ON_A_LINE} == {}
