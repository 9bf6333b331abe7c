"""What the answers to several banners say: how much more often one is answered than another, on whatever day one looks.

Who looks every day and stops when a usual interval leaves nought out, is wrong far more often than it promises. These
intervals hold on all days at once (a confidence sequence), so looking costs nothing: the normal mixture of Robbins
(Ann. Math. Statist. 41, 1970), for two shares as in Johari, Koomen, Pekelis and Walsh (Oper. Res. 70, 2022), which
Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (Ann. Statist. 52, 2024) show to be valid as numbers grow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import inf, lgamma, log, sqrt

from app.domain.rates import Share

_MISTAKES = 0.05
"""How often, over all pairs and all days of a comparison, an interval may miss."""

_EXPECTED = 0.03
"""Differences of about three points are looked for: the intervals are narrowest when such can just be seen."""

ENOUGH = 50
"""So many showings of each banner have to be answered, and so many not, before anything is said."""

_ODD = 1_000.0
"""So much less likely a split must be than any other, before it is called not the promised one."""


class Verdict(StrEnum):
    """What the answers to several banners say; SOME differ where none is ahead of all the others."""

    FEW = "few"
    NONE = "none"
    SOME = "some"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class Gap:
    """By how much `one` is answered more often than `other`, in shares of 1; None where too few answered to say."""

    one: str
    other: str
    interval: tuple[float, float] | None

    @property
    def more(self) -> str | None:
        """Return which of them is answered more often, None where no difference is seen yet."""
        low, high = self.interval or (-inf, inf)
        return self.one if low > 0 else self.other if high < 0 else None

    @property
    def by(self) -> tuple[float, float] | None:
        """Return by how much that one is ahead: the interval, turned so that what leads is above nought."""
        if self.interval is None or self.more != self.other:
            return self.interval
        low, high = self.interval
        return -high, -low


def gaps(answered: Mapping[str, Share]) -> tuple[Gap, ...]:
    """Return the difference of every pair, by what shares of showings were answered.

    All intervals are right together in 95 of 100 comparisons: the mistakes are divided among them (Bonferroni).
    """
    pairs = list(combinations(answered, 2))
    return tuple(
        Gap(one, other, _interval(answered[one], answered[other], _MISTAKES / len(pairs))) for one, other in pairs
    )


def leader(found: Sequence[Gap]) -> str | None:
    """Return the banner that is answered more often than each of the others, None where that is not seen."""
    every = {each for gap in found for each in (gap.one, gap.other)}
    ahead = [gap.more for gap in found]
    return next((each for each in sorted(every) if ahead.count(each) == len(every) - 1), None)


def verdict(found: Sequence[Gap]) -> Verdict:
    """Return in a word what these differences say."""
    if leader(found) is not None:
        return Verdict.LEADER
    if any(gap.more for gap in found):
        return Verdict.SOME
    return Verdict.FEW if all(gap.interval is None for gap in found) else Verdict.NONE


def is_split_as_promised(shown: Sequence[int], weights: Sequence[int]) -> bool:
    """Tell whether the showings may have been split by the weights; False says that something is wrong with them.

    It may be asked every day: of a thousand right splits, fewer than one is ever called wrong (Lindon and Malek,
    Anytime-Valid Inference for Multinomial Count Data, NeurIPS 2022, with all splits alike before).
    """
    whole = sum(weights)
    any_split = lgamma(len(shown)) - lgamma(len(shown) + sum(shown)) + sum(lgamma(1 + count) for count in shown)
    promised = sum(count * log(weight / whole) for count, weight in zip(shown, weights, strict=True))
    return any_split - promised < log(_ODD)


def _interval(one: Share, other: Share, mistakes: float) -> tuple[float, float] | None:
    if not (_is_enough(one) and _is_enough(other)):
        return None
    variance, expected = _variance(one) + _variance(other), _EXPECTED**2
    widened = 1 + variance / expected
    reach = sqrt(2 * variance * widened * log(sqrt(1 + expected / variance) / mistakes))
    difference = one.part / one.whole - other.part / other.whole
    return difference - reach, difference + reach


def _is_enough(share: Share) -> bool:
    return share.part >= ENOUGH and share.whole - share.part >= ENOUGH


def _variance(share: Share) -> float:
    rate = share.part / share.whole
    return rate * (1 - rate) / share.whole
