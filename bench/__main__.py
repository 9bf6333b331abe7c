"""Measures how Kelisim records and reads, beside a bare Flask hello: `make bench`."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import yaml

from bench.load import LOOPBACK
from bench.report import machine, table
from bench.requests import Site, greeting, new_visitor, reading, recording
from bench.rounds import Effort, Subject, compare
from bench.servers import ROOT, serving

SITE = "studyexpert"
SITE_FILE = "examples/sites/studyexpert.yaml"
ORIGIN = "https://studyexpert.pro"
HELLO = "hello"
# One address makes all the requests here; the limit on writes is for the world outside.
UNLIMITED = "1000000/second"


def main() -> None:
    """Start both services, measure, print the table."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="kelisim-bench-") as place:
        folder = Path(place)
        settings = {
            "KELISIM_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}",
            "KELISIM_WRITE_LIMIT": UNLIMITED,
            "KELISIM_LOG_LEVEL": "WARNING",
        }
        _apply_site(settings)
        with (
            serving(HELLO, folder, **settings) as hello,
            serving("kelisim", folder, **settings) as kelisim,
        ):
            site = _known_site(kelisim)
            visitors = [new_visitor() for _ in range(asked.visitors)]
            subjects = {
                HELLO: Subject(hello, lambda most: [greeting()] * most, "200"),
                "record a decision": Subject(
                    kelisim, lambda most: [recording(site, visitors[n % len(visitors)]) for n in range(most)], "201"
                ),
                "read a standing": Subject(
                    kelisim, lambda most: [reading(site, visitors[n % len(visitors)]) for n in range(most)], "200"
                ),
            }
            effort = Effort(asked.rounds, asked.seconds, asked.most)
            measured = {number: compare(subjects, number, effort) for number in asked.connections}
    sys.stdout.write(f"{machine()}\n\n{table(measured, HELLO)}\n\n")
    sys.stdout.write("Medians of interleaved rounds. The machine is noisy: compare the ratios, not the figures.\n")


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
    """Say what is decided about: the edition from the site's file, the categories from the service."""
    policy = yaml.safe_load((ROOT / SITE_FILE).read_text(encoding="utf-8"))["policy"]
    with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/v1/sites/{SITE}/visitors/{new_visitor()}") as answer:
        categories = json.load(answer)["categories"]
    return Site(SITE, ORIGIN, policy["edition"], tuple(category for category in categories if category != "necessary"))


if __name__ == "__main__":
    main()
