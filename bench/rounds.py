"""Measures the subjects in turn, round after round, so that what disturbs the machine disturbs all alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from bench.load import Measured, measure


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured: where it is served, how its requests are made, and the status that is right."""

    port: int
    requests: Callable[[int], list[bytes]]
    expected: str


@dataclass(frozen=True, slots=True)
class Effort:
    """How long it all takes: rounds of so many seconds a subject, and never more requests than `most`."""

    rounds: int
    seconds: float
    most: int


def compare(subjects: Mapping[str, Subject], connections: int, effort: Effort) -> dict[str, Measured]:
    """Return the median of each figure over the rounds; a short round before them warms up and is not counted."""
    for subject in subjects.values():
        measure(subject.port, subject.requests(connections * 20), connections, effort.seconds, subject.expected)
    measured: dict[str, list[Measured]] = {name: [] for name in subjects}
    for number in range(effort.rounds):
        for name in _turned(list(subjects), number):
            subject = subjects[name]
            requests = subject.requests(effort.most)
            measured[name].append(measure(subject.port, requests, connections, effort.seconds, subject.expected))
    return {name: _median(runs) for name, runs in measured.items()}


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
