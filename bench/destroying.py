"""Measures what writers feel while `kelisim retention` destroys a month of records: part of `make bench-record`."""

import argparse
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.books import fill
from bench.kelisim import SITE, Kelisim, prepare, run, serve
from bench.load import Load, Measured, measure
from bench.report import machine
from bench.requests import new_visitor
from bench.stores import STORES, Store

CONNECTIONS = 16
_MONTH = timedelta(days=30)


def main() -> None:
    """Measure on each store, print the table."""
    asked = _arguments()
    rows = [
        "| store | meanwhile | answers/s | p50 ms | p99 ms |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    with tempfile.TemporaryDirectory(prefix="kelisim-bench-") as place:
        for name in asked.stores:
            with ExitStack() as stack:
                rows += _measured(stack, stack.enter_context(STORES[name](Path(place))), Path(place), asked)
    sys.stdout.write(f"{machine()}\n\n" + "\n".join(rows) + "\n\n")
    sys.stdout.write(f"Answers come evenly, {asked.rate} a second over {CONNECTIONS} connections.\n")


def _measured(stack: ExitStack, store: Store, folder: Path, asked: argparse.Namespace) -> list[str]:
    prepare(store)
    fill(store.address, SITE, asked.records, datetime.now(UTC) - _MONTH)
    kelisim = serve(stack, store, folder)
    _write(kelisim, 1.0, asked.rate)
    quiet = _write(kelisim, asked.seconds, asked.rate)
    took: list[float] = []
    retention = threading.Thread(target=lambda: took.append(_retain(store)))
    retention.start()
    busy = _write(kelisim, asked.seconds, asked.rate)
    retention.join()
    due = asked.records // 36
    return [
        _row(store, "nothing", quiet),
        _row(store, f"retention of {due:,} of {asked.records:,} records, in {took[0]:.1f} s", busy),
    ]


def _retain(store: Store) -> float:
    began = time.perf_counter()
    run(store, "retention")
    return time.perf_counter() - began


def _write(kelisim: Kelisim, seconds: float, rate: float) -> Measured:
    subject = kelisim.recording([new_visitor() for _ in range(1_000)])
    requests = subject.requests(int(rate * seconds) + 1)
    return measure(subject.port, Load(requests, CONNECTIONS, seconds, rate), subject.expected)


def _row(store: Store, meanwhile: str, measured: Measured) -> str:
    return f"| {store.name} | {meanwhile} | {measured.rate:,.0f} | {measured.p50:.2f} | {measured.p99:.2f} |"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.destroying", description=__doc__)
    parser.add_argument("--records", type=int, default=360_000, help="in the book, a 36th of them due (360000)")
    parser.add_argument("--stores", nargs="+", choices=STORES, default=list(STORES), help="on which (both)")
    parser.add_argument("--rate", type=float, default=400, help="answers a second (400)")
    parser.add_argument("--seconds", type=float, default=10, help="that are measured (10)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
