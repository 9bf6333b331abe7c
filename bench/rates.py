"""Measures how long the rates of a year take over the sums of ten million records: part of `make bench-record`."""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from sqlalchemy import insert, text

from app import create_app
from app.domain.crossing import CROSSED, EVERYBODY, Only, crossing
from app.domain.first_answer import BOUNDS
from app.domain.rates import Period, answers
from app.domain.site import Site
from app.domain.tally import ANSWERS, PERMISSIONS
from app.places import EXAMPLES
from app.services.transaction import writing
from app.services.view_rates import view_rates
from app.settings import Settings
from app.site_files.read_sites import read_sites
from app.store.database import db
from app.store.tables import TallyRow
from bench.kelisim import WORKERS, prepare
from bench.report import machine
from bench.stores import STORES

LAST = date(2026, 11, 20)
_SITES, _DAYS = 100, 365
_LANGUAGES, _DEVICES, _REGIONS = ("en", "kk", "ru"), ("computer", "phone", "tablet"), ("KZ", "RU", "ZZ")
_WHOLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("all", ("", *map(str, BOUNDS))),
    ("edition", ("1", "2")),
    ("language", _LANGUAGES),
    ("device", _DEVICES),
    ("region", ("DE", "KG", "TR", "UZ", *_REGIONS)),
    (CROSSED, tuple(crossing("2", *each) for each in product(_LANGUAGES, _DEVICES, _REGIONS))),
)
_SOME = Only(language="ru", device="phone")
_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class _Took:
    """How long viewing took, in milliseconds. `cpu` is what our process used of a processor, without PostgreSQL's."""

    median: float
    slowest: float
    cpu: float


def main() -> None:
    """Fill the sums of many sites on each store, view the rates of one of them for a year, print how long it took."""
    asked = _arguments()
    site = read_sites([EXAMPLES / "sites/studyexpert.yaml"])[0].site
    sys.stdout.write(f"{machine()}\n\n| store | rows | records | a year, ms | slowest | CPU | filtered | CPU |\n")
    sys.stdout.write("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n")
    for name in asked.stores:
        with tempfile.TemporaryDirectory(prefix="kelisim-bench-") as place, ExitStack() as stack:
            store = stack.enter_context(STORES[name](Path(place)))
            prepare(store)
            with create_app(Settings(database_url=store.address)).app_context():
                rows = _fill(site, asked.sites, asked.days, asked.records, 1 if name == "SQLite" else WORKERS)
                whole, some = (_views(site, asked, only) for only in (EVERYBODY, _SOME))
                db.engine.dispose()
        told = (whole.median, whole.slowest, whole.cpu, some.median, some.cpu)
        sys.stdout.write(f"| {name} | {rows:,} | {asked.records:,} | {' | '.join(f'{each:.1f}' for each in told)} |\n")


def _fill(site: Site, sites: int, days: int, records: int, workers: int) -> int:
    """Write the sums of so many records, each in as many parts as there are workers; return how many rows."""
    a_day = max(1, records // (sites * days * workers))
    count = 0
    for number in range(sites):
        named = site.id if number == 0 else f"{site.id}-{number}"
        rows = list(_rows(site, named, days, a_day, workers))
        for start in range(0, len(rows), _AT_ONCE):
            with writing() as connection:
                connection.execute(insert(TallyRow), rows[start : start + _AT_ONCE])
        count += len(rows)
    if workers > 1:
        with writing() as connection:
            connection.execute(text("ANALYZE"))  # as PostgreSQL does by itself, a minute later
    return count


def _rows(site: Site, named: str, days: int, a_day: int, workers: int) -> Iterator[dict[str, object]]:
    random = Random(3)  # noqa: S311 - nothing of it is secret
    sums = [
        *((of, value, ANSWERS) for of, many in _WHOLE for value in many),
        *(("category", each, PERMISSIONS) for each in site.optional_categories()),
        *(("counter", each, PERMISSIONS) for each in site.optional_counters()),
    ]
    for number in range(2 * days):
        for worker in range(workers):
            for dimension, value, these in sums:
                yield {
                    "site": named,
                    "day": LAST - timedelta(days=number),
                    "dimension": dimension,
                    "value": value,
                    "shard": worker,
                    **dict.fromkeys((*ANSWERS, *PERMISSIONS), 0),
                    **{answer: random.randint(0, a_day) for answer in these},
                }


def _views(site: Site, asked: argparse.Namespace, only: Only) -> _Took:
    took = [_view(site, asked.days, only) for _ in range(asked.rounds + 1)][1:]  # the first warms up
    times, cpu = zip(*took, strict=True)
    return _Took(statistics.median(times), max(times), statistics.median(cpu))


def _view(site: Site, days: int, only: Only) -> tuple[float, float]:
    began, cpu = perf_counter(), process_time()
    viewed = view_rates(site, Period(LAST - timedelta(days=days - 1), LAST), only)
    answers(viewed.sums)
    return (perf_counter() - began) * 1_000, (process_time() - cpu) * 1_000


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", nargs="+", choices=STORES, default=list(STORES))
    parser.add_argument("--sites", type=int, default=_SITES)
    parser.add_argument("--days", type=int, default=_DAYS)
    parser.add_argument("--records", type=int, default=10_000_000, help="in a year, of all sites")
    parser.add_argument("--rounds", type=int, default=20)
    return parser.parse_args()


if __name__ == "__main__":
    main()
