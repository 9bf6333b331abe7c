"""Two who change the same records at once: one waits for the other, and the book says what was done."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import NullPool, create_engine, select, text

from app.domain.access import HERSELF, Act, Occasion
from app.services.destroy_due import BEGINNING, Batch, destroy_due
from app.services.erase_visitor import erase_visitor
from app.services.note_reading import note_reading
from app.services.restrict_visitor import restrict_visitor
from app.services.transaction import one_commit, reading
from app.store.database import db
from app.store.tables import AccessRow
from tests.makers import NOW, a_site
from tests.services.books import OPERATOR, record, verify, visitor
from tests.stores import ON_POSTGRESQL, kept_elsewhere

pytestmark = ON_POSTGRESQL

LATER = NOW + timedelta(days=4 * 366)

_erase = partial(erase_visitor, a_site(), visitor(0), Occasion(HERSELF, LATER))
_destroy = partial(destroy_due, a_site(), BEGINNING, LATER, Occasion(OPERATOR, LATER))
_read = partial(note_reading, a_site(), visitor(0), Occasion(OPERATOR, LATER), 1)
_restrict = partial(restrict_visitor, a_site(), visitor(0), Occasion(OPERATOR, LATER))


@pytest.fixture(autouse=True)
def _records() -> None:
    """Two records of two visitors."""
    record(0)
    record(1)


def _both(app: Flask, first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """Do two things; the second begins when the first is done and not committed."""

    def beside() -> Any:
        with app.app_context():
            return second()

    with ThreadPoolExecutor(1) as pool:
        with one_commit():
            of_first = first()
            of_second = pool.submit(beside)
            _wait_until_it_waits_or_is_done(of_second)
        return of_first, of_second.result()


def _wait_until_it_waits_or_is_done(other: Future[Any]) -> None:
    waiting = text("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    with create_engine(db.engine.url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as connection:
        while not other.done() and connection.scalar(waiting) is None:
            Event().wait(0.01)


def _acts() -> list[tuple[str, int, str | None]]:
    with reading() as connection:
        found = connection.execute(select(AccessRow.act, AccessRow.records, AccessRow.visitor).order_by(AccessRow.act))
        return [(row.act, row.records, row.visitor) for row in found]


def test_a_visitor_who_is_erased_twice_at_once_is_counted_once(app: Flask) -> None:
    assert _both(app, _erase, _erase) == (1, 0)
    assert _acts() == [(Act.ERASE, 1, None)]
    assert verify().findings == ()


def test_what_is_erased_while_it_is_destroyed_is_counted_as_erased(app: Flask) -> None:
    assert _both(app, _erase, _destroy) == (1, Batch(2, NOW + timedelta(seconds=1)))
    assert verify().findings == ()


def test_what_is_destroyed_while_it_is_erased_was_not_erased(app: Flask) -> None:
    assert _both(app, _destroy, _erase) == (Batch(2, NOW + timedelta(seconds=1)), 0)
    assert verify().findings == ()


def test_what_two_destroy_at_once_is_noted_once(app: Flask) -> None:
    assert _both(app, _destroy, _destroy) == (Batch(2, NOW + timedelta(seconds=1)), None)
    assert _acts() == [(Act.DESTROY, 2, None)]
    assert verify().findings == ()


@pytest.mark.parametrize(
    ("before", "batch"),
    [(LATER, Batch(1, NOW + timedelta(seconds=1))), (NOW + timedelta(seconds=1), Batch(0, NOW))],
)
def test_what_is_restricted_meanwhile_is_not_destroyed(app: Flask, before: datetime, batch: Batch) -> None:
    destroy = partial(destroy_due, a_site(), BEGINNING, before, Occasion(OPERATOR, LATER))
    assert _both(app, _restrict, destroy) == (1, batch)
    assert kept_elsewhere() == 2 - batch.records
    assert verify().findings == ()


@pytest.mark.parametrize("both", [(_read, _erase), (_erase, _read), (_read, _destroy), (_destroy, _read)])
def test_the_log_never_names_one_who_has_no_record_any_more(app: Flask, both: tuple[Any, Any]) -> None:
    _both(app, *both)
    assert {of for act, _, of in _acts()} == {None}
    assert verify().findings == ()
