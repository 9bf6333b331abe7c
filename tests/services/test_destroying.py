"""What is older than its site keeps it is destroyed, a few at a time, and the book verifies as before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, event, select, update

from app.domain.access import HERSELF, Act, Occasion
from app.domain.finding import Fault
from app.domain.ids import RecordId
from app.domain.retention import kept_since
from app.services import destroy_due as destroying_due
from app.services.destroy_due import BEGINNING, count_due, destroy_due
from app.services.erase_visitor import erase_visitor
from app.services.export_site import Form, Order, export_site
from app.services.list_accesses import list_accesses
from app.services.note_reading import note_reading
from app.services.restrict_visitor import restrict_visitor
from app.services.transaction import reading, writing
from app.store import destroying
from app.store.tables import AccessRow, ConsentRow
from tests.makers import NOW, a_record_id, a_site
from tests.services.books import HOUR, OPERATOR, RING, record, seal, verify, visitor
from tests.stores import FILE, ON_SQLITE

pytestmark = pytest.mark.usefixtures("app")

YEARS = timedelta(days=4 * 366)
BEFORE = kept_since(a_site(), NOW + YEARS)


@pytest.fixture(autouse=True)
def book(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five old records under two seals, one of them erased; two new ones; batches of two."""
    monkeypatch.setattr(destroying_due, "AT_ONCE", 2)
    for number in range(3):
        record(number)
    seal()
    for number in range(3, 5):
        record(number, HOUR)
    erase_visitor(a_site(), visitor(1), Occasion(HERSELF, NOW + 2 * HOUR))
    seal(3 * HOUR)
    for number in range(5, 7):
        record(number, YEARS - 9 * HOUR)
    seal(YEARS - HOUR)


def _kept() -> list[RecordId]:
    with reading() as connection:
        return [RecordId(found) for found in connection.scalars(select(ConsentRow.id).order_by(ConsentRow.id))]


def _destroy() -> list[int]:
    return list(_batches())


def _batches() -> Iterator[int]:
    """Destroy all that is due; a second passes with every batch."""
    after, now = BEGINNING, NOW + YEARS
    while batch := destroy_due(a_site(), after, BEFORE, Occasion(OPERATOR, now, "retention of 3 years")):
        yield batch.records
        after, now = batch.until, now + timedelta(seconds=1)


def _found() -> list[tuple[Fault, str]]:
    return [(finding.fault, finding.row) for finding in verify().findings]


def _change(**values: Any) -> None:
    with writing() as connection:
        connection.execute(update(AccessRow).where(AccessRow.act == Act.DESTROY).values(**values))


def test_what_is_due_is_counted_and_destroyed_in_batches() -> None:
    assert count_due(a_site(), BEFORE) == 5
    assert _destroy() == [2, 2, 1]
    assert count_due(a_site(), BEFORE) == 0
    assert _kept() == [a_record_id(5), a_record_id(6)]
    assert _destroy() == []


def test_the_book_verifies_as_before_and_after_the_next_seal() -> None:
    _destroy()
    for _ in range(2):
        verified = verify()
        assert (verified.findings, verified.records, verified.destroyed, verified.erased) == ((), 2, 5, 0)
        seal(YEARS + HOUR)


def test_every_batch_is_in_the_log() -> None:
    _destroy()
    destroyed = [each for each in list_accesses(a_site(), NOW) if each.act is Act.DESTROY]
    noted = [(each.actor, each.records, each.reason) for each in destroyed]
    assert noted == [(OPERATOR, count, "retention of 3 years") for count in (2, 2, 1)]
    first = min(each.destroyed.since for each in destroyed if each.destroyed is not None)
    last = max(each.destroyed.until for each in destroyed if each.destroyed is not None)
    assert (first, last) == (NOW, NOW + HOUR + timedelta(seconds=4))
    assert sum(each.destroyed.erased for each in destroyed if each.destroyed is not None) == 1


def test_a_record_removed_otherwise_is_still_named() -> None:
    _destroy()
    with writing() as connection:
        connection.execute(delete(ConsentRow).where(ConsentRow.id == a_record_id(5)))
    assert _found() == [(Fault.REMOVED, f"Record or access {a_record_id(5)}")]


@pytest.mark.parametrize("values", [{"ids": b""}, {"ids": None}, {"since": None}, {"until": NOW}, {"erased": 0}])
def test_a_changed_entry_of_the_log_is_named(values: dict[str, Any]) -> None:
    _destroy()
    seal(YEARS + HOUR)
    _change(**values)
    assert any(fault is Fault.CHANGED and row.startswith("Access ") for fault, row in _found())


def test_a_removed_entry_of_the_log_shows_what_is_gone() -> None:
    _destroy()
    seal(YEARS + HOUR)
    with writing() as connection:
        connection.execute(delete(AccessRow).where(AccessRow.act == Act.DESTROY))
    assert [fault for fault, _ in _found()].count(Fault.REMOVED) == 8


def test_whoever_has_no_record_any_more_is_taken_out_of_the_log() -> None:
    for number in (0, 4, 5):
        note_reading(a_site(), visitor(number), Occasion(OPERATOR, NOW + YEARS), 1)
    record(7, YEARS, of=visitor(4))
    _destroy()
    named = {each.visitor for each in list_accesses(a_site(), NOW)}
    assert named == {None, visitor(4), visitor(5)}
    assert verify().findings == ()


def test_restricted_records_are_kept() -> None:
    restrict_visitor(a_site(), visitor(0), Occasion(OPERATOR, NOW + 2 * HOUR))
    assert count_due(a_site(), BEFORE) == 4
    _destroy()
    assert a_record_id(0) in _kept()


def test_it_may_be_stopped_and_goes_on() -> None:
    assert next(_batches()) == 2
    assert verify().findings == ()
    assert _destroy() == [2, 1]


def test_what_is_left_is_exported_and_verifies() -> None:
    _destroy()
    (page,) = export_site(RING, a_site(), Order(Form.NDJSON), Occasion(OPERATOR, NOW + YEARS)).pages
    assert page.records == 2


@ON_SQLITE
def test_nothing_of_it_is_left_in_the_files(tmp_path: Path) -> None:
    assert visitor(3).encode() in _files(tmp_path)
    _destroy()
    assert visitor(3).encode() not in _files(tmp_path)


@ON_SQLITE
def test_a_batch_is_found_by_the_time_of_its_records_and_not_sorted_anew() -> None:
    said: list[str] = []
    with reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *told: said.append(told[2]))
        destroying.due(connection, a_site().id, NOW, NOW + HOUR, 9)
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said[-1]}", ("",) * said[-1].count("?")).all()
    assert "USING INDEX ix_consent_records_recorded_at (recorded_at>? AND recorded_at<?)" in str(plan)


def _files(folder: Path) -> bytes:
    return b"".join(_read(folder))


def _read(folder: Path) -> Iterator[bytes]:
    for file in sorted(folder.glob(f"{FILE}*")):
        yield file.read_bytes()
