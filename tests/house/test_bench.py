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


def test_the_bench_of_large_books_puts_one_beside_an_empty_one() -> None:
    told = _told("bench.sizes", "--stores", "SQLite", "--records", "30", "--rounds", "1", "--seconds", "0.1")
    rows = re.findall(r"^\| (\w+), SQLite \| (\d+) \|", told, re.MULTILINE)
    assert rows == [(what, size) for what in ("record", "read") for size in ("0", "30")]


def test_the_bench_of_retention_destroys_a_month_of_three_years() -> None:
    told = _told("bench.destroying", "--stores", "SQLite", "--records", "720", "--rate", "20", "--seconds", "0.5")
    assert "| SQLite | retention of 20 of 720 records, in " in told


def test_the_bench_of_rates_views_a_year() -> None:
    told = _told("bench.rates", "--stores", "SQLite", "--sites", "2", "--days", "3", "--rounds", "2")
    rows = re.findall(r"^\| SQLite \| (\d+) \| ([a-z, ]+) (?:\| [\d.]+ ){3}\|$", told, re.MULTILINE)
    some = ("", ", filtered", ", of the edition")
    assert rows == [("708", f"{what}{of}") for what in ("sums", "page") for of in some]


def _told(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=110
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_bench_of_the_banner_measures_what_a_visitor_sees() -> None:
    short = ("--rounds", "1", "--only", "--conditions", "1×")
    done = subprocess.run(
        [sys.executable, "-m", "bench.banner", *short],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    rows = re.findall(r"^\| (no banner|Kelisim) \| ([\d.]+) \| ([\d.,]+) ", done.stdout, re.MULTILINE)
    assert [row[:2] for row in rows[:2]] == [("no banner", "0.0"), ("Kelisim", "2.0")]
    _, visible = [row for row in rows if row[0] == "Kelisim"][1][1:]
    assert float(visible) > 0
