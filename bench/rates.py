"""Measures how long the rates of a year take over the sums of ten million records: part of `make bench-record`.

Read are the sums, and then the whole page of the console that tells them, by who is signed in.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from itertools import product
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from flask import Flask
from sqlalchemy import insert, text

from app import create_app
from app.domain.crossing import DIMENSIONS, EVERYBODY, TIMED, Offer, Only, id_of
from app.domain.device import Device
from app.domain.first_answer import BOUNDS
from app.domain.rates import Period, answers
from app.domain.site import Site
from app.domain.tally import ANSWERS, PERMISSIONS
from app.domain.user import EVERY_SITE, Role
from app.places import EXAMPLES
from app.services.accept_invitation import Newcomer, accept_invitation
from app.services.invite_user import invite_user
from app.services.transaction import writing
from app.services.view_rates import view_rates
from app.settings import Settings
from app.site_files.read_sites import read_sites
from app.store.crossing_tables import CROSSINGS, OfferRow
from app.store.database import db
from app.store.tables import TallyRow
from bench.kelisim import WORKERS, prepare
from bench.report import machine
from bench.stores import STORES

LAST = datetime.now(UTC).date() - timedelta(days=1)
_SITES, _DAYS = 100, 365
_LANGUAGES, _DEVICES, _REGIONS = ("en", "kk", "ru"), ("computer", "phone", "tablet"), ("KZ", "RU", "ZZ")
_WHOLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("all", ("", *map(str, BOUNDS))),
    ("edition", ("1", "2")),
    ("language", _LANGUAGES),
    ("device", _DEVICES),
    ("region", ("DE", "KG", "TR", "UZ", *_REGIONS)),
)
_SOME = Only(language="ru", device="phone")
_ALL_OF_THEM = Only(edition="2")
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
    sys.stdout.write(f"{machine()}\n\n| store | rows | of a year | median, ms | slowest | CPU |\n")
    sys.stdout.write("| --- | ---: | --- | ---: | ---: | ---: |\n")
    for name in asked.stores:
        with tempfile.TemporaryDirectory(prefix="kelisim-bench-") as place, ExitStack() as stack:
            store = stack.enter_context(STORES[name](Path(place)))
            prepare(store)
            app = create_app(Settings(database_url=store.address))
            with app.app_context():
                rows = _fill(site, asked.sites, asked.days, asked.records, 1 if name == "SQLite" else WORKERS)
                secret = _signed_in()
            period = Period(LAST - timedelta(days=asked.days - 1), LAST)
            for what, look in _looks(app, site, period, secret).items():
                took = _took(look, asked.rounds)
                told = " | ".join(f"{each:.1f}" for each in (took.median, took.slowest, took.cpu))
                sys.stdout.write(f"| {name} | {rows:,} | {what} | {told} |\n")
            with app.app_context():
                db.engine.dispose()


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
        offer = Offer(site.optional_categories(), tuple(site.optional_counters()))
        crossings = list(_crossings(offer, named, days, a_day, workers))
        with writing() as connection:
            kept = {"site": named, "id": id_of(offer), "categories": offer.categories, "counters": offer.counters}
            connection.execute(insert(OfferRow), kept)
            connection.execute(insert(CROSSINGS), crossings)
        count += len(rows) + len(crossings)
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


def _crossings(offer: Offer, named: str, days: int, a_day: int, workers: int) -> Iterator[dict[str, object]]:
    random = Random(4)  # noqa: S311 - nothing of it is secret
    counted = [*ANSWERS, *(f"{answer}_{seconds}" for answer, seconds in TIMED)]
    counted += [f"allowed_{place}" for place, _ in enumerate(offer.names())]
    for number in range(2 * days):
        for language, device, region in product(_LANGUAGES, _DEVICES, _REGIONS):
            for worker in range(workers):
                yield {
                    "site": named,
                    "day": LAST - timedelta(days=number),
                    "edition": "2",
                    "language": language,
                    "device": device,
                    "region": region,
                    "offer": id_of(offer),
                    "part": 0,
                    "shard": worker,
                    **{name: random.randint(0, max(1, a_day // 27)) for name in counted},
                }


def _signed_in() -> str:
    """Return the secret of the session of somebody who sees rates."""
    now = datetime.now(UTC)
    invitation = invite_user({EVERY_SITE: Role.ANALYST}, now)
    return accept_invitation(invitation, Newcomer("bench", "correct horse battery", Device.COMPUTER), now)


def _looks(app: Flask, site: Site, period: Period, secret: str) -> dict[str, Callable[[], None]]:
    """Return what is measured: the sums, and the page, of all answers and of some."""
    browser = app.test_client()
    browser.set_cookie("kelisim_session", secret, path="/admin")

    def sums(only: Only) -> None:
        with app.app_context():
            answers(view_rates(site, period, only).sums)

    def page(only: Only) -> None:
        asked = {"from": period.first, "to": period.last, **{name: getattr(only, name) or "" for name in DIMENSIONS}}
        answer = browser.get(f"/admin/sites/{site.id}/rates", query_string=asked)
        if answer.status_code != HTTPStatus.OK or f'value="{period.first}"' not in answer.get_data(as_text=True):
            raise RuntimeError(answer.status)

    kinds = {"sums": sums, "page": page}
    whose = {"": EVERYBODY, ", filtered": _SOME, ", of the edition": _ALL_OF_THEM}
    return {
        f"{kind}{some}": partial(look, only) for (kind, look), (some, only) in product(kinds.items(), whose.items())
    }


def _took(look: Callable[[], None], rounds: int) -> _Took:
    times, cpu = zip(*[_once(look) for _ in range(rounds + 1)][1:], strict=True)  # the first warms up
    return _Took(statistics.median(times), max(times), statistics.median(cpu))


def _once(look: Callable[[], None]) -> tuple[float, float]:
    began, cpu = perf_counter(), process_time()
    look()
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
