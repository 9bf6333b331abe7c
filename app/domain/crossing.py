"""Sums by edition, language, device and region at once, from which any of them are filtered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from app.domain.rates import Sums, values

CROSSED = "crossed"
"""The dimension of these sums."""

_NOWHERE = "-"
"""In place of the region where nobody looks."""

_PART = "."

Cells = Mapping[tuple[str, str], int]
"""Of a period: how often each answer was given, by value of the dimension and answer."""


@dataclass(frozen=True, slots=True)
class Only:
    """Whose answers are looked at: of one edition, language, device or region, or of several of these at once."""

    edition: str | None = None
    language: str | None = None
    device: str | None = None
    region: str | None = None

    def __bool__(self) -> bool:
        """Tell whether somebody is left out."""
        return self != EVERYBODY

    def parts(self) -> Sequence[str | None]:
        """Return the value of each dimension, None where it may be any."""
        return tuple(astuple(self))

    def admits(self, crossed: str) -> bool:
        """Tell whether the answers of a crossing are looked at."""
        wanted = zip(self.parts(), crossed.split(_PART), strict=True)
        return all(part in (None, its) for part, its in wanted)


EVERYBODY = Only()
DIMENSIONS = tuple(field.name for field in fields(Only))


def crossing(edition: str, language: str, device: str, region: str | None) -> str:
    """Return the value under which an answer is counted by all of them at once."""
    return _PART.join((edition, language, device, _NOWHERE if region is None else region))


def sums_of(cells: Cells, only: Only) -> Sums:
    """Return the sums of those who are looked at, together and by each dimension."""
    sums: Counter[tuple[str, str, str]] = Counter()
    for (crossed, answer), count in cells.items():
        if only.admits(crossed):
            sums["all", "", answer] += count
            for dimension, value in _values(crossed):
                sums[dimension, value, answer] += count
    return sums


def regions_of(cells: Cells) -> tuple[str, ...]:
    """Return the regions that answers came from, the most frequent first."""
    return values(sums_of(cells, EVERYBODY), "region")


def _values(crossed: str) -> Iterator[tuple[str, str]]:
    values: Iterable[tuple[str, str]] = zip(DIMENSIONS, crossed.split(_PART), strict=True)
    return ((dimension, value) for dimension, value in values if value != _NOWHERE)
