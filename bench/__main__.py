"""Measures how Kelisim records and reads, beside a bare Flask hello: `make bench`."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import yaml

from bench.load import LOOPBACK
from bench.report import latencies, machine, table
from bench.requests import Site, greeting, new_visitor, reading, recording
from bench.rounds import Effort, Subject, at_rates, compare
from bench.servers import ROOT, serving
from bench.stores import Store, postgresql, sqlite

SITE = "studyexpert"
SITE_FILE = "examples/sites/studyexpert.yaml"
ORIGIN = "https://studyexpert.pro"
HELLO = "hello"
# One address makes all the requests here, at one site; the limits on writes are for the world outside.
PLAIN = {
    "KELISIM_WRITE_LIMIT": "1000000/second",
    "KELISIM_SITE_LIMIT": "1000000/second",
    "KELISIM_LOG_LEVEL": "WARNING",
}


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
    settings = PLAIN | {"KELISIM_DATABASE_URL": store.address, "KELISIM_WORKERS": str(store.workers)}
    _apply_site(settings)
    port = stack.enter_context(serving("kelisim", folder, **settings))
    site = _known_site(port)
    visitors = [new_visitor() for _ in range(count)]
    return {
        f"record, {store.name}": Subject(
            port, lambda most: [recording(site, visitors[n % count]) for n in range(most)], "201"
        ),
        f"read, {store.name}": Subject(
            port, lambda most: [reading(site, visitors[n % count]) for n in range(most)], "200"
        ),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 32], help="at once (1 8 32)")
    parser.add_argument("--rounds", type=int, default=5, help="that count, a subject (5)")
    parser.add_argument("--seconds", type=float, default=1.5, help="a subject and round (1.5)")
    parser.add_argument("--most", type=int, default=10_000, help="requests a subject and round (10000)")
    parser.add_argument("--visitors", type=int, default=1_000, help="who decide and are asked for (1000)")
    return parser.parse_args()


def _apply_site(settings: dict[str, str]) -> None:
    """Make the database and its one site as an operator would."""
    kelisim = str(Path(sys.executable).parent / "kelisim")
    for command in (["upgrade"], ["site", "apply", SITE_FILE]):
        subprocess.run([kelisim, *command], cwd=ROOT, env=os.environ | settings, check=True, stdout=subprocess.DEVNULL)


def _known_site(port: int) -> Site:
    """Say what is decided about: the edition from the site's file, the rest from the settings of its banner."""
    policy = yaml.safe_load((ROOT / SITE_FILE).read_text(encoding="utf-8"))["policy"]
    with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/v1/sites/{SITE}/kelisim.js") as answer:
        banner = answer.read().decode()
    told, _ = json.JSONDecoder().raw_decode(banner, banner.rindex('({"site":') + 1)
    return Site(SITE, ORIGIN, policy["edition"], told["banner"], tuple(told["categories"]))


if __name__ == "__main__":
    main()
