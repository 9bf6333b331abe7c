"""The bench still runs against the service as it is; what it measures is for `make bench`."""

import re
import subprocess
import sys

from tests.house.tree import ROOT

SHORT = ("--connections", "1", "2", "--rounds", "1", "--seconds", "0.1", "--visitors", "3")


def test_the_bench_measures_every_subject_at_every_number_of_connections() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", *SHORT], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    rows = re.findall(r"^\| (\d+) \| ([A-Za-z, ]+) \|", done.stdout, re.MULTILINE)
    subjects = ("hello", "record, SQLite", "read, SQLite", "record, PostgreSQL", "read, PostgreSQL")
    assert done.returncode == 0, done.stderr
    assert rows == [(connections, subject) for connections in ("1", "2") for subject in subjects]


def test_the_bench_of_verifying_measures_both_stores() -> None:
    command = [sys.executable, "-m", "bench.verify", "--records", "30", "--rounds", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert re.findall(r"^\| (\w+) \| 30 \|", done.stdout, re.MULTILINE) == ["SQLite", "PostgreSQL"]
