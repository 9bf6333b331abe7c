"""Measures how Kelisim records and reads, beside a bare Flask hello: `make bench`."""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench.kelisim import PLAIN, prepare, serve
from bench.report import latencies, machine, table
from bench.requests import greeting, new_visitor
from bench.rounds import Effort, Subject, at_rates, compare
from bench.servers import serving
from bench.stores import Store, postgresql, sqlite

HELLO = "hello"


def main() -> None:
    """Start the services, measure, print the table."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="kelisim-bench-") as place, ExitStack() as stack:
        folder = Path(place)
        hello = stack.enter_context(serving(HELLO, folder, **PLAIN))
        subjects = {HELLO: Subject(hello, lambda most: [greeting()] * most, "200")}
        for make in (sqlite, postgresql):
            subjects |= _subjects(stack, stack.enter_context(make(folder)), folder, asked.visitors)
        effort = Effort(asked.rounds, asked.seconds, asked.most)
        measured = {number: compare(subjects, number, effort) for number in asked.connections}
        most = asked.connections[-1]
        halves = {name: run.rate / 2 for name, run in measured[most].items()}
        at_half = at_rates(subjects, most, effort, halves)
    sys.stdout.write(f"{machine()}\n\n{table(measured, HELLO)}\n\n{latencies(at_half)}\n\n")
    sys.stdout.write("Medians of interleaved rounds. The machine is noisy: compare the ratios, not the figures.\n")


def _subjects(stack: ExitStack, store: Store, folder: Path, count: int) -> dict[str, Subject]:
    """Serve Kelisim on a store, and say what it is asked."""
    prepare(store)
    kelisim = serve(stack, store, folder)
    visitors = [new_visitor() for _ in range(count)]
    return {
        f"record, {store.name}": kelisim.recording(visitors),
        f"read, {store.name}": kelisim.reading(visitors),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 32], help="at once (1 8 32)")
    parser.add_argument("--rounds", type=int, default=5, help="that count, a subject (5)")
    parser.add_argument("--seconds", type=float, default=1.5, help="a subject and round (1.5)")
    parser.add_argument("--most", type=int, default=10_000, help="requests a subject and round (10000)")
    parser.add_argument("--visitors", type=int, default=1_000, help="who decide and are asked for (1000)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
