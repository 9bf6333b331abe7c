"""However large the book is, what is asked often is found by an index, and no table is read whole."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, event, func, insert, select

from app.domain.access import Act, Actor, Sought
from app.domain.crossing import EVERYBODY, Only
from app.domain.ids import VisitorId
from app.domain.rates import Period
from app.services.destroy_due import BEGINNING
from app.services.transaction import reading, writing
from app.store import accesses, book, consents, counted, crossings, destroying, leaves, tallies
from app.store.consents import Place
from app.store.crossing_tables import CROSSINGS
from app.store.database import db
from app.store.destroying import Due
from app.store.tables import AccessRow, ConsentRow, CountedRefusalRow, TallyRow
from bench.books import NEWEST, fill
from tests.makers import a_record_id, a_site

_CAP = a_site().id
_TODAY = date(2026, 11, 20)
_MONTH = timedelta(days=30)
_DAYS = Period(_TODAY - 3 * _MONTH, _TODAY)
_SCAN = re.compile(r"(Seq Scan on|SCAN) (consent_records|tallies|crossings|accesses|counted_refusals)")
_OF_VISITOR = "ix_consent_records_site_visitor_holds_from_recorded_at"
_IN_TIME = "ix_accesses_"  # of one site, where the log knows no other, the index of the time alone is as good
_BY_ONE, _OF_A_KIND = Sought(actors=(Actor("user:aigul"),)), Sought(acts=frozenset({Act.ERASE}))
_ON_SQLITE = {
    "pk_consent_records": "sqlite_autoindex_consent_records",
    "pk_tallies": "tallies USING PRIMARY KEY",
    "pk_crossings": "crossings USING PRIMARY KEY",
}
_BY_TIME = "ix_consent_records_recorded_at"


@pytest.fixture
def visitor(app: Flask) -> VisitorId:
    """One of two thousand visitors of a site, who answered twice each in three years; with the sums of five sites.

    The rest is filled too: a store reads a small table whole, and is right.
    """
    with app.app_context():
        visitors = fill(db.engine.url.render_as_string(hide_password=False), _CAP, 4_000)
        with writing() as connection:
            connection.execute(insert(TallyRow), list(_sums()))
            connection.execute(insert(CROSSINGS), list(_crossings()))
            connection.execute(insert(AccessRow), [_access(number) for number in range(2_000)])
            connection.execute(insert(CountedRefusalRow), [_refusal(number) for number in range(2_000)])
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
    return visitors[9]


def _sums() -> Iterator[dict[str, Any]]:
    for site in (_CAP, "a", "b", "c", "d"):
        for day in range(365):
            for device in ("phone", "tablet", "computer"):
                yield {
                    "site": site,
                    "day": _TODAY - timedelta(days=day),
                    "dimension": "device",
                    "value": device,
                    "shard": 60,
                    "accepted": 1,
                }


def _crossings() -> Iterator[dict[str, Any]]:
    of = {"edition": "3", "region": "KZ", "offer": "", "part": 0}
    for row in _sums():
        told = {name: row[name] for name in ("site", "day", "shard", "accepted")}
        yield {**told, **of, "language": "ru", "device": row["value"]}


def _access(number: int) -> dict[str, Any]:
    return {
        "site": _CAP,
        "id": a_record_id(number),
        "shard": 60,
        "at": NEWEST - timedelta(days=number),
        "actor": "key:3f2a90c41b7de658",
        "act": "read",
        "visitor": f"{number:022}",
        "records": 1,
        "leaf": b"",
    }


def _refusal(number: int) -> dict[str, Any]:
    return {"site": _CAP, "id": a_record_id(number), "shard": 60, "day": _TODAY - timedelta(days=number % 365)}


Asking = Callable[[Connection, VisitorId], object]

ASKED: list[tuple[Asking, str]] = [
    (lambda connection, visitor: consents.in_use(connection, _CAP, visitor), _OF_VISITOR),
    (lambda connection, visitor: consents.before(connection, _CAP, visitor, a_record_id()), _OF_VISITOR),
    (lambda connection, visitor: consents.before(connection, _CAP, visitor, a_record_id()), "pk_consent_records"),
    (lambda connection, visitor: consents.kept(connection, _CAP, visitor, a_record_id()), "pk_consent_records"),
    (lambda connection, visitor: consents.history(connection, _CAP, visitor, None, 20), _OF_VISITOR),
    (
        lambda connection, visitor: consents.history(connection, _CAP, visitor, Place(NEWEST, a_record_id()), 20),
        _OF_VISITOR,
    ),
    (lambda connection, visitor: consents.erase(connection, _CAP, visitor), _OF_VISITOR),
    (lambda connection, visitor: consents.hold(connection, _CAP, visitor), _OF_VISITOR),
    (lambda connection, visitor: accesses.named_only_here(connection, _CAP, {visitor}), "ix_accesses_site_visitor_at"),
    (lambda connection, visitor: accesses.of_visitor(connection, _CAP, visitor), "ix_accesses_site_visitor_at"),
    (lambda connection, _: accesses.latest(connection, _CAP, Sought(), None, 100), _IN_TIME),
    (lambda connection, _: accesses.latest(connection, _CAP, _BY_ONE, None, 100), "ix_accesses_site_actor"),
    (lambda connection, _: accesses.latest(connection, _CAP, _OF_A_KIND, None, 100), "ix_accesses_site_act"),
    (lambda connection, _: accesses.actors(connection, _CAP, 2), "ix_accesses_site_actor"),
    (lambda connection, _: tallies.of_period(connection, _CAP, _DAYS), "pk_tallies"),
    (lambda connection, _: tallies.by_day(connection, _CAP, _DAYS), "pk_tallies"),
    (lambda connection, _: crossings.of_period(connection, _CAP, _DAYS, EVERYBODY, {}), "pk_crossings"),
    (lambda connection, _: crossings.of_period(connection, _CAP, _DAYS, Only(device="phone"), {}), "pk_crossings"),
    (lambda connection, _: crossings.compared(connection, _CAP, _DAYS, Only(device="phone"), {}), "pk_crossings"),
    (lambda connection, _: crossings.by_day(connection, _CAP, _DAYS, Only(device="phone")), "pk_crossings"),
    (lambda connection, _: destroying.due(connection, _CAP, BEGINNING, NEWEST - 35 * _MONTH, 500), _BY_TIME),
    (
        lambda connection, _: destroying.destroy(connection, _CAP, [Due(a_record_id(), NEWEST, None)]),
        "pk_consent_records",
    ),
    (lambda connection, _: list(book.entries(connection, NEWEST - _MONTH, NEWEST, 65_536)), _BY_TIME),
    (lambda connection, _: list(accesses.entries(connection, NEWEST - _MONTH, NEWEST, 65_536)), "ix_accesses_at"),
    (lambda connection, _: leaves.of_site(connection, _CAP, None, NEWEST - 35 * _MONTH, 100), _BY_TIME),
    (lambda connection, _: counted.due(connection, _CAP, _TODAY - 11 * _MONTH, 500), "ix_counted_refusals_site_day"),
]


def test_what_is_asked_often_is_found_by_an_index(visitor: VisitorId) -> None:
    for asking, index in ASKED:
        plan = _plan(asking, visitor)
        named = _ON_SQLITE.get(index, index) if "SEARCH" in plan else index
        assert named in plan
        assert not _SCAN.search(plan), plan


def test_a_whole_table_is_seen(visitor: VisitorId) -> None:
    assert _SCAN.search(_plan(lambda connection, _: connection.execute(select(func.count(ConsentRow.page))), visitor))


def _plan(asking: Asking, visitor: VisitorId) -> str:
    """Return how the store goes about what is asked."""
    said: list[tuple[str, Any]] = []
    with reading() as connection:

        def listen(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
            if statement.startswith(("SELECT", "UPDATE", "DELETE")):
                said.append((statement, values[0] if isinstance(values, list) else values))

        event.listen(connection, "before_cursor_execute", listen)
        asking(connection, visitor)
        event.remove(connection, "before_cursor_execute", listen)
        explain = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
        told = [connection.exec_driver_sql(f"{explain} {statement}", values).all() for statement, values in said]
        connection.rollback()
    return "\n".join(str(row[-1]) for rows in told for row in rows)
