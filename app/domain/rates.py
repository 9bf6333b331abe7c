"""Consent rates: what visitors answered in a period, from the daily sums."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

Sums = Mapping[tuple[str, str, str], int]
"""Of a period: how often each answer was given, by dimension, value and answer."""

LONGEST = 1_100
"""So many days may a period have: three years, and a little."""

_Z = 1.959964  # the normal distribution's 97.5 % point


@dataclass(frozen=True, slots=True)
class Period:
    """Some days, the first and the last included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1

    @property
    def is_sound(self) -> bool:
        """Tell whether it does not end before it begins, has LONGEST days at most, and another such fits before it."""
        return 1 <= self.days <= LONGEST and (self.first - date.min).days >= LONGEST

    def __iter__(self) -> Iterator[date]:
        """Yield its days."""
        return (self.first + timedelta(days=number) for number in range(self.days))

    def before(self) -> "Period":
        """Return the period of the same length that ends where this one begins."""
        length = timedelta(days=self.days)
        return Period(self.first - length, self.last - length)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; where there are none, there is no rate."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        """Return the share from 0 to 1, None where nobody was asked."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return where the rate lies with 95 % confidence: the score interval (Wilson, JASA 22, 1927)."""
        if not self.whole:
            return None
        count, rate = self.whole, self.part / self.whole
        middle = rate + _Z**2 / (2 * count)
        reach = _Z * sqrt(rate * (1 - rate) / count + _Z**2 / (4 * count**2))
        scale = 1 + _Z**2 / count
        return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


@dataclass(frozen=True, slots=True)
class Answers:
    """How visitors answered: how many were asked, and what came of it."""

    asked: int
    accepted: int
    refused: int
    chosen: int
    withdrawn: int

    @property
    def answered(self) -> int:
        """Return how many answered; who withdraws has answered before."""
        return self.accepted + self.refused + self.chosen

    @property
    def unanswered(self) -> int:
        """Return how many showings have no answer; an answer from the footer's link has no showing."""
        return max(self.asked - self.answered, 0)

    @property
    def left(self) -> Share:
        """Return the showings without an answer as a share of all."""
        return Share(self.unanswered, self.asked)

    def of_answered(self, part: int) -> Share:
        """Return a part of those who answered as a share."""
        return Share(part, self.answered)


NOBODY_ASKED = Answers(0, 0, 0, 0, 0)
"""What there is of a day without showing and answer."""


def answers(sums: Sums, dimension: str = "all", value: str | None = None) -> Answers:
    """Return how visitors answered, those of one value of a dimension, or of every value together."""
    counts = dict.fromkeys(("asked", "accepted", "refused", "chosen", "withdrawn"), 0)
    for (of, its, answer), count in sums.items():
        if of == dimension and value in (None, its):
            counts[answer] += count
    return Answers(**counts)


def granted(sums: Sums, dimension: str, value: str) -> Share:
    """Return how many of the answers granted a category or counter."""
    yes, no = sums.get((dimension, value, "granted"), 0), sums.get((dimension, value, "denied"), 0)
    return Share(yes, yes + no)


def values(sums: Sums, dimension: str) -> tuple[str, ...]:
    """Return the values of a dimension that occur, the most frequent first."""
    counts: dict[str, int] = {}
    for (of, value, _), count in sums.items():
        if of == dimension:
            counts[value] = counts.get(value, 0) + count
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))
