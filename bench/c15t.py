"""Measures how @c15t/backend (npm) records beside Kelisim, in the same rounds, on both stores: `make bench-peers`."""

import argparse
import json
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from bench.kelisim import ORIGIN, prepare, serve
from bench.load import Measured
from bench.report import machine
from bench.requests import new_visitor
from bench.rounds import Effort, Subject, compare
from bench.servers import running
from bench.stores import STORES, Store

CONNECTIONS = 32
HERE = Path(__file__).parent / "peers"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def main() -> None:
    """Serve both on each store, measure them in turn, print the table."""
    asked = _arguments()
    if not (HERE / "node_modules").is_dir():
        subprocess.run(("npm", "install", "--no-package-lock"), cwd=HERE, check=True)  # noqa: S607 - whichever there is
    with tempfile.TemporaryDirectory(prefix="kelisim-bench-") as place, ExitStack() as stack:
        subjects: dict[str, Subject] = {}
        for name, make in STORES.items():
            folder = Path(place, name)
            folder.mkdir()
            ours = stack.enter_context(make(folder))
            (folder / "c15t").mkdir()
            theirs = stack.enter_context(make(folder / "c15t"))
            prepare(ours)
            kelisim = serve(stack, ours, folder)
            subjects[f"Kelisim, {name}"] = kelisim.recording([new_visitor() for _ in range(1_000)])
            subjects[f"c15t, {name}"] = _c15t(stack, theirs, folder)
        measured = compare(subjects, CONNECTIONS, Effort(asked.rounds, asked.seconds, asked.most))
    sys.stdout.write(f"{machine()}\n\n{_table(measured)}\n\nMedians of interleaved rounds, 32 connections.\n")


def _c15t(stack: ExitStack, store: Store, folder: Path) -> Subject:
    """Serve c15t on a store of its own, and say how it records."""
    address = store.address.removeprefix("sqlite:///").replace("+psycopg", "")
    port = stack.enter_context(running(lambda port: ("node", str(HERE / "c15t.mjs"), str(port), address), folder))
    visitors = ["sub_" + "".join(secrets.choice(_BASE58) for _ in range(22)) for _ in range(1_000)]
    return Subject(
        port, lambda most: [_recording(visitors[n % len(visitors)]) for n in range(most)], "200", store.settle
    )


def _recording(visitor: str) -> bytes:
    """Return the request that records a consent, as the documentation of c15t gives it."""
    body = json.dumps(
        {
            "type": "cookie_banner",
            "subjectId": visitor,
            "domain": "studyexpert.pro",
            "preferences": {"necessary": True, "measurement": True, "marketing": False},
            "givenAt": int(time.time() * 1000),
            "metadata": {},
        }
    ).encode()
    head = (
        f"POST /subjects HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: {ORIGIN}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _table(measured: Mapping[str, Measured]) -> str:
    rows = ["| store | Kelisim, answers/s | c15t, answers/s | times | p99 ms |", "| --- | ---: | ---: | ---: | ---: |"]
    for name in STORES:
        ours, theirs = measured[f"Kelisim, {name}"], measured[f"c15t, {name}"]
        times = f"{ours.rate / theirs.rate:.1f}"
        rows.append(f"| {name} | {ours.rate:,.0f} | {theirs.rate:,.0f} | {times} | {ours.p99:.1f}, {theirs.p99:.1f} |")
    return "\n".join(rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.c15t", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="that count, a subject (5)")
    parser.add_argument("--seconds", type=float, default=2, help="a subject and round (2)")
    parser.add_argument("--most", type=int, default=20_000, help="requests a subject and round (20000)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
