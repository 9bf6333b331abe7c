"""Says what was measured, and on what."""

import os
import platform
import sqlite3
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from app.server.serve import options_of
from app.settings import Settings
from bench.load import Measured


def machine() -> str:
    """Return one line about the machine and what ran on it."""
    served = options_of(Settings.from_environment())
    return (
        f"{os.cpu_count()} × {_processor()}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, Flask {version('flask')}, gunicorn {version('gunicorn')} "
        f"({served['worker_class']} with {served['threads']} threads; hello gthread, 2 × 8), "
        f"SQLite {sqlite3.sqlite_version} (WAL, FULL)"
    )


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def table(measured: Mapping[int, Mapping[str, Measured]], beside: str) -> str:
    """Return the figures as a Markdown table; each rate also as a ratio to that of `beside`."""
    rows = [
        "| connections | subject | answers/s | of hello | p50 ms | p99 ms |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    for connections, subjects in measured.items():
        base = subjects[beside].rate
        rows += [
            f"| {connections} | {name} | {run.rate:,.0f} | {run.rate / base:.2f} | {run.p50:.2f} | {run.p99:.2f} |"
            for name, run in subjects.items()
        ]
    return "\n".join(rows)


def latencies(measured: Mapping[str, Measured]) -> str:
    """Return what answers took at half load as a Markdown table."""
    rows = ["| at half of its load | answers/s | p50 ms | p99 ms |", "| --- | ---: | ---: | ---: |"]
    rows += [f"| {name} | {run.rate:,.0f} | {run.p50:.2f} | {run.p99:.2f} |" for name, run in measured.items()]
    return "\n".join(rows)
