"""Measures the subjects in turn, round after round, so that what disturbs the machine disturbs all alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from bench.load import Load, Measured, measure


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured: where it is served, how its requests are made, the status that is right, and its store."""

    port: int
    requests: Callable[[int], list[bytes]]
    expected: str
    settle: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Effort:
    """How long it all takes: rounds of so many seconds a subject, and never more requests than `most`."""

    rounds: int
    seconds: float
    most: int


def compare(subjects: Mapping[str, Subject], connections: int, effort: Effort) -> dict[str, Measured]:
    """Return the median of each figure over the rounds; a short round before them warms up and is not counted."""
    for subject in subjects.values():
        _send(subject, Load(subject.requests(connections * 20), connections, effort.seconds))
        subject.settle()
    measured: dict[str, list[Measured]] = {name: [] for name in subjects}
    for number in range(effort.rounds):
        for name in _turned(list(subjects), number):
            subject = subjects[name]
            load = Load(subject.requests(effort.most), connections, effort.seconds)
            measured[name].append(_send(subject, load))
    return {name: _median(runs) for name, runs in measured.items()}


def at_rates(
    subjects: Mapping[str, Subject], connections: int, effort: Effort, rates: Mapping[str, float]
) -> dict[str, Measured]:
    """Return the same for these subjects, each asked evenly at its rate."""
    measured: dict[str, list[Measured]] = {name: [] for name in rates}
    for number in range(effort.rounds):
        for name in _turned(list(rates), number):
            subject, rate = subjects[name], rates[name]
            requests = subject.requests(min(effort.most, int(rate * effort.seconds) + 1))
            measured[name].append(_send(subject, Load(requests, connections, effort.seconds, rate)))
    return {name: _median(runs) for name, runs in measured.items()}


def _send(subject: Subject, load: Load) -> Measured:
    return measure(subject.port, load, subject.expected)


def _turned(names: list[str], by: int) -> list[str]:
    """Let another one go first in each round."""
    start = by % len(names)
    return names[start:] + names[:start]


def _median(runs: list[Measured]) -> Measured:
    return Measured(
        rate=median(run.rate for run in runs),
        p50=median(run.p50 for run in runs),
        p99=median(run.p99 for run in runs),
    )
