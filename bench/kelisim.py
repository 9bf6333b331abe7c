"""Kelisim with one example site, as the benches measure it."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.load import LOOPBACK
from bench.requests import Site, reading, recording
from bench.rounds import Subject
from bench.servers import ROOT, serving
from bench.stores import Store

SITE = "studyexpert"
SITE_FILE = "examples/sites/studyexpert.yaml"
ORIGIN = "https://studyexpert.pro"
# One address makes all the requests here; the limit on writes is for the world outside.
WORKERS = 2
PLAIN = {"KELISIM_WRITE_LIMIT": "1000000/second", "KELISIM_LOG_LEVEL": "WARNING"}


@dataclass(frozen=True, slots=True)
class Kelisim:
    """A Kelisim that is served: where, and what is decided about."""

    port: int
    site: Site
    settle: Callable[[], None]

    def recording(self, visitors: Sequence[str]) -> Subject:
        """Say how decisions of these visitors are recorded, each in her turn."""
        count = len(visitors)
        return Subject(
            self.port, lambda most: [recording(self.site, visitors[n % count]) for n in range(most)], "201", self.settle
        )

    def reading(self, visitors: Sequence[str]) -> Subject:
        """Say how the standings of these visitors are read, each in her turn."""
        count = len(visitors)
        return Subject(
            self.port, lambda most: [reading(self.site, visitors[n % count]) for n in range(most)], "200", self.settle
        )


def prepare(store: Store) -> None:
    """Make the database and its one site as an operator would."""
    for command in (["upgrade"], ["site", "apply", SITE_FILE]):
        run(store, *command)


def run(store: Store, *command: str) -> None:
    """Run a command of Kelisim's on a store; it has to succeed."""
    kelisim = str(Path(sys.executable).parent / "kelisim")
    subprocess.run([kelisim, *command], cwd=ROOT, env=os.environ | _settings(store), check=True, capture_output=True)


def serve(stack: ExitStack, store: Store, folder: Path) -> Kelisim:
    """Serve Kelisim on a store that was prepared, until the stack is closed."""
    port = stack.enter_context(serving("kelisim", folder, **_settings(store)))
    return Kelisim(port, _known_site(port), store.settle)


def _settings(store: Store) -> dict[str, str]:
    return PLAIN | {"KELISIM_DATABASE_URL": store.address, "KELISIM_WORKERS": str(WORKERS)}


def _known_site(port: int) -> Site:
    """Say what is decided about: the edition from the site's file, the rest from the settings of its banner."""
    policy = yaml.safe_load((ROOT / SITE_FILE).read_text(encoding="utf-8"))["policy"]
    with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/v1/sites/{SITE}/kelisim.json") as answer:
        told = json.load(answer)
    return Site(SITE, ORIGIN, policy["edition"], told["banner"], tuple(told["categories"]))
