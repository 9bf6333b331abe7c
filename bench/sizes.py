"""Measures recording and reading on a large book beside an empty one, on both stores: part of `make bench-record`."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from bench.books import fill
from bench.kelisim import SITE, prepare, serve
from bench.load import Measured
from bench.report import machine
from bench.requests import new_visitor
from bench.rounds import Effort, Subject, compare
from bench.stores import STORES, Store

CONNECTIONS = 32


def main() -> None:
    """Fill books, serve each of them, measure them in turn, print the table."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="kelisim-bench-") as place, ExitStack() as stack:
        subjects: dict[str, Subject] = {}
        for name in asked.stores:
            for records in (0, asked.records):
                folder = Path(place, str(records))
                folder.mkdir(exist_ok=True)
                subjects |= _subjects(stack, STORES[name], folder, records)
        measured = compare(subjects, CONNECTIONS, Effort(asked.rounds, asked.seconds, asked.most))
    sys.stdout.write(f"{machine()}\n\n{_table(measured, asked.stores, asked.records)}\n\n")
    sys.stdout.write("Medians of interleaved rounds, 32 connections; the book grows while it is measured.\n")


def _subjects(
    stack: ExitStack, make: Callable[[Path], AbstractContextManager[Store]], folder: Path, records: int
) -> dict[str, Subject]:
    """Serve Kelisim on a book of so many records; those who answer and are asked for are known there."""
    store = stack.enter_context(make(folder))
    prepare(store)
    known = fill(store.address, SITE, records) if records else []
    kelisim = serve(stack, store, folder)
    visitors = [*known, *(new_visitor() for _ in range(1_000 - len(known)))]
    return {
        f"record, {store.name}, {records}": kelisim.recording(visitors),
        f"read, {store.name}, {records}": kelisim.reading(visitors),
    }


def _table(measured: Mapping[str, Measured], stores: Sequence[str], records: int) -> str:
    rows = ["| subject | records | answers/s | of an empty book | p99 ms |", "| --- | ---: | ---: | ---: | ---: |"]
    for subject in (f"{what}, {store}" for store in stores for what in ("record", "read")):
        empty = measured[f"{subject}, 0"].rate
        for size in (0, records):
            run = measured[f"{subject}, {size}"]
            rows.append(f"| {subject} | {size:,} | {run.rate:,.0f} | {run.rate / empty:.2f} | {run.p99:.2f} |")
    return "\n".join(rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.sizes", description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000, help="in the large book (1000000)")
    parser.add_argument("--stores", nargs="+", choices=STORES, default=list(STORES), help="on which (both)")
    parser.add_argument("--rounds", type=int, default=5, help="that count, a subject (5)")
    parser.add_argument("--seconds", type=float, default=1.5, help="a subject and round (1.5)")
    parser.add_argument("--most", type=int, default=10_000, help="requests a subject and round (10000)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
