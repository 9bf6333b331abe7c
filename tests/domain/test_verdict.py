"""What the answers to several banners say, and how far that can be trusted by who looks every day."""

from math import sqrt
from random import Random

import pytest

from app.domain.rates import Share
from app.domain.verdict import ENOUGH, Gap, Verdict, gaps, is_split_as_promised, leader, verdict

_COMPARISONS = 200
_DAYS = 60
_Z = 1.959964


def _days(chance: Random, rates: tuple[float, ...], a_day: int) -> list[list[Share]]:
    """Return what stands there on each day, when each showing goes to one of the banners by lot."""
    answered, shown = [0] * len(rates), [0] * len(rates)
    days = []
    for _ in range(_DAYS):
        for _ in range(a_day):
            number = int(chance.random() * len(rates))
            shown[number] += 1
            answered[number] += chance.random() < rates[number]
        days.append([Share(part, whole) for part, whole in zip(answered, shown, strict=True)])
    return days


def _usual_misses(one: Share, other: Share, difference: float) -> bool:
    """Tell whether the interval that everybody knows, good for one look, leaves the truth out."""
    first, second = one.part / one.whole, other.part / other.whole
    error = sqrt(first * (1 - first) / one.whole + second * (1 - second) / other.whole)
    return abs(first - second - difference) > _Z * error


@pytest.mark.parametrize(
    ("rates", "a_day"), [((0.5, 0.5), 60), ((0.08, 0.12), 120), ((0.9, 0.85), 80), ((0.4, 0.4, 0.43), 90)]
)
def test_the_intervals_hold_on_all_days_at_once(rates: tuple[float, ...], a_day: int) -> None:
    """Of 200 comparisons, looked at on each of 60 days, 5 in 100 may miss; the usual interval misses in 25 and more."""
    chance = Random(20261121)  # noqa: S311 - the same answers on every run
    missed = usually = 0
    for _ in range(_COMPARISONS):
        days = _days(chance, rates, a_day)
        truth = dict(enumerate(rates))
        found = [gap for day in days for gap in gaps({str(number): share for number, share in enumerate(day)})]
        missed += any(
            not gap.interval[0] <= truth[int(gap.one)] - truth[int(gap.other)] <= gap.interval[1]
            for gap in found
            if gap.interval is not None
        )
        usually += any(_usual_misses(day[0], day[1], rates[0] - rates[1]) for day in days)
    assert missed <= 0.05 * _COMPARISONS
    assert usually >= 0.2 * _COMPARISONS


def test_a_difference_that_is_there_comes_to_be_seen() -> None:
    chance = Random(20261121)  # noqa: S311 - the same answers on every run
    seen = 0
    for _ in range(20):
        last = _days(chance, (0.40, 0.46), 300)[-1]
        (gap,) = gaps({"a": last[0], "b": last[1]})
        seen += gap.more == "b"
    assert seen >= 18


def test_too_few_say_nothing() -> None:
    few = Share(ENOUGH - 1, 1_000)
    for share in (few, Share(few.whole - few.part, few.whole), Share(0, 0)):
        (gap,) = gaps({"a": share, "b": Share(500, 1_000)})
        assert (gap.interval, gap.more, gap.by) == (None, None, None)
        assert leader([gap]) is None


def test_the_interval_is_that_of_the_sources() -> None:
    """Half of 10,000 showings each: the reach is by hand sqrt(2 V (V+T) / T * ln(sqrt((V+T) / V) / 0.05))."""
    (gap,) = gaps({"a": Share(5_500, 10_000), "b": Share(5_000, 10_000)})
    assert gap.interval is not None
    assert gap.interval == pytest.approx((0.028334, 0.071666), abs=2e-6)
    assert (gap.more, gap.by) == ("a", gap.interval)


def test_what_leads_is_told_by_how_much_it_does() -> None:
    (gap,) = gaps({"a": Share(5_000, 10_000), "b": Share(5_500, 10_000)})
    assert (gap.one, gap.other, gap.more) == ("a", "b", "b")
    assert gap.by == pytest.approx((0.028334, 0.071666), abs=2e-6)


def test_who_leads_is_ahead_of_every_other() -> None:
    ahead, behind, open_ = (0.01, 0.05), (-0.05, -0.01), (-0.01, 0.01)
    assert leader([Gap("a", "b", behind), Gap("a", "c", open_), Gap("b", "c", ahead)]) == "b"
    assert leader([Gap("a", "b", behind), Gap("a", "c", open_), Gap("b", "c", open_)]) is None
    assert leader([Gap("a", "b", open_)]) is None


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        ((None, None, None), Verdict.FEW),
        ((None, (-0.1, 0.1), None), Verdict.NONE),
        ((None, (0.1, 0.2), None), Verdict.SOME),
        (((0.1, 0.2), (0.1, 0.2), None), Verdict.LEADER),
    ],
)
def test_a_verdict_is_a_word(intervals: tuple[tuple[float, float] | None, ...], said: Verdict) -> None:
    pairs = (("a", "b"), ("a", "c"), ("b", "c"))
    assert verdict([Gap(*pair, each) for pair, each in zip(pairs, intervals, strict=True)]) is said


def test_mistakes_are_divided_among_the_pairs() -> None:
    share, other = Share(5_000, 10_000), Share(5_100, 10_000)
    (alone,) = gaps({"a": share, "b": other})
    among = gaps({"a": share, "b": other, "c": share})
    assert [(gap.one, gap.other) for gap in among] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert alone.interval is not None
    assert among[0].interval is not None
    assert among[0].interval[0] < alone.interval[0] < alone.interval[1] < among[0].interval[1]


@pytest.mark.parametrize("weights", [(1, 1), (3, 1), (1, 1, 2)])
def test_a_split_is_called_wrong_when_it_is_and_only_then(weights: tuple[int, ...]) -> None:
    chance = Random(20261121)  # noqa: S311 - the same answers on every run
    counts = [0] * len(weights)
    for _ in range(20_000):
        counts[chance.choices(range(len(weights)), weights)[0]] += 1
        assert is_split_as_promised(counts, weights)
    counts[0] += counts[0] // 5
    assert not is_split_as_promised(counts, weights)


def test_where_nobody_was_asked_nothing_is_wrong() -> None:
    assert is_split_as_promised([0, 0], [1, 1])
