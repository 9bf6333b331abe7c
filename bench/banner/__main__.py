"""Measures the banner beside others, each in the same page: `make bench-banner`."""

import argparse
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.banner.pages import serving
from bench.banner.peers import ASYNC, KELISIM, NONE, PEERS, fetch
from bench.banner.table import tables
from bench.banner.visit import Condition, Cost, visit
from bench.load import LOOPBACK
from bench.servers import ROOT
from bench.servers import serving as service
from tests.browser import launch

SITE = "studyexpert"
CONDITIONS = {
    "1×": Condition(1),
    "4×": Condition(4),
    "4×, unwatched": Condition(4, unwatched=True),
    "6×": Condition(6),
    "slow 4G, 4×": Condition(4, slow_network=True),
}


def main() -> None:
    """Fetch the peers, serve all, measure in turn, print the tables."""
    asked = _arguments()
    peers = [each for each in PEERS if asked.only is None or each.name.split()[0] in asked.only]
    packages = fetch() if peers else Path()
    subjects = [NONE, KELISIM, ASYNC, *peers]
    conditions = {name: CONDITIONS[name] for name in asked.conditions}
    heads = {str(number): subject.head for number, subject in enumerate(subjects)}
    measured: dict[str, dict[str, list[Cost]]] = {each.name: {name: [] for name in conditions} for each in subjects}
    with serving(heads, _composed(), packages) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for number in range(-1, asked.rounds):  # the first warms up and is not counted
            for name, condition in conditions.items():
                for place in range(len(subjects)):
                    at = (place + number) % len(subjects)
                    cost = visit(browser, subjects[at], f"{address}/page/{at}", condition)
                    if number >= 0:
                        measured[subjects[at].name][name].append(cost)
            sys.stderr.write(f"\rround {number + 1} of {asked.rounds}")
        version = browser.version
        browser.close()
    sys.stdout.write(f"\n{tables(measured)}\n\nMedians of {asked.rounds} rounds in turn, Chromium {version}. ")
    sys.stdout.write("The machine is noisy: compare the ratios, not the figures.\n")


def _composed() -> dict[str, bytes]:
    """Return the files of the banner as the service composes them for a site, by their paths."""
    with tempfile.TemporaryDirectory(prefix="kelisim-bench-") as folder:
        settings = {"KELISIM_DATABASE_URL": f"sqlite:///{folder}/kelisim.sqlite"}
        kelisim = str(Path(sys.executable).parent / "kelisim")
        for command in (["upgrade"], ["site", "apply", f"examples/sites/{SITE}.yaml"]):
            subprocess.run([kelisim, *command], cwd=ROOT, env=os.environ | settings, check=True, stdout=sys.stderr)
        with service("kelisim", Path(folder), **settings) as port:
            first = f"/v1/sites/{SITE}/kelisim.js"
            script = _read(port, first)
            revision = script.decode().rpartition('banner:"')[2].partition('"')[0]
            second = f"/v1/sites/{SITE}/details/{revision}/en.js"
            return {first: script, second: _read(port, second)}


def _read(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://{LOOPBACK}:{port}{path}") as answer:
        body: bytes = answer.read()
    return body


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.banner", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="that count (9)")
    parser.add_argument("--only", nargs="*", help="these peers, by name; all without it")
    parser.add_argument("--conditions", nargs="+", choices=CONDITIONS, default=list(CONDITIONS), help="all without it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
