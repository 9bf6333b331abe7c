"""How long visitors take to answer: from the banner being shown to the answer, in a few classes."""

from bisect import bisect_right
from dataclasses import dataclass

from app.domain.rates import Share, Sums

BOUNDS = (0, 1, 2, 3, 5, 10, 20, 60)
"""The seconds with which each class begins, and the one before it ends."""


def class_of(seconds: int | None) -> str:
    """Return the class of a time in whole seconds, what was begun cut off; empty where nobody told it."""
    return "" if seconds is None else str(BOUNDS[bisect_right(BOUNDS, seconds) - 1])


@dataclass(frozen=True, slots=True)
class Took:
    """The answers of one class: so many seconds and more, and fewer than `below`, which the last class has not."""

    begins: int
    below: int | None
    accepted: int
    refused: int
    chosen: int

    @property
    def answers(self) -> int:
        """Return how many there are."""
        return self.accepted + self.refused + self.chosen


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """The answers whose time was told, by class, the quickest first."""

    times: tuple[Took, ...]

    @property
    def answers(self) -> int:
        """Return how many there are."""
        return sum(each.answers for each in self.times)

    def share(self, took: Took) -> Share:
        """Return the answers of a class as a share of all."""
        return Share(took.answers, self.answers)

    @property
    def median(self) -> float | None:
        """Return the seconds within which half of them came, None where there are none.

        Within a class they are taken as evenly spread; in the last, which has no end, where it begins stands for it.
        """
        half, passed = self.answers / 2, 0
        for each in self.times if half else ():
            if passed + each.answers >= half:
                length = 0 if each.below is None else each.below - each.begins
                return each.begins + length * (half - passed) / each.answers
            passed += each.answers
        return None


def first_answers(sums: Sums) -> FirstAnswers:
    """Return how long the first answers took."""
    ends = (*BOUNDS[1:], None)
    return FirstAnswers(tuple(_took(sums, begins, below) for begins, below in zip(BOUNDS, ends, strict=True)))


def _took(sums: Sums, begins: int, below: int | None) -> Took:
    accepted, refused, chosen = (
        sums.get(("all", str(begins), answer), 0) for answer in ("accepted", "refused", "chosen")
    )
    return Took(begins, below, accepted, refused, chosen)
