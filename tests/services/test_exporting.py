"""An export is whole, in order, signed page by page, and anybody with the public keys finds what was done to it."""

import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import event

from app.domain.access import HERSELF, Act, Occasion
from app.domain.export import Cursor, page_end_of
from app.domain.finding import Fault, Finding
from app.domain.leaf import leaf_of
from app.services import export_site as exporting
from app.services.erase_visitor import erase_visitor
from app.services.export_site import Form, Order, export_site
from app.services.exporting.lines import as_json
from app.services.exporting.places import Places
from app.services.restrict_visitor import restrict_visitor
from app.services.transaction import reading
from app.services.verify_export import ExportCheck, is_export
from app.signing.keyring import Keyring
from app.signing.signature import sign_beside
from app.store import accesses, leaves
from app.store.consents import Place
from tests.makers import NOW, a_record_id, a_site
from tests.services.books import HOUR, OPERATOR, RING, record, seal, visitor
from tests.stores import ON_SQLITE, apply

pytestmark = pytest.mark.usefixtures("app")

PUBLIC = Keyring.of(RING.public())
OCCASION = Occasion(OPERATOR, NOW + 9 * HOUR, "the authority asks")


@pytest.fixture(autouse=True)
def book(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven records, six of them under two seals, on pages of three."""
    monkeypatch.setattr(exporting, "AT_ONCE", 3)
    for number in range(3):
        record(number)
    seal()
    for number in range(3, 6):
        record(number, HOUR)
    seal(2 * HOUR)
    record(6, 3 * HOUR)


def _pages(after: Cursor | None = None, form: Form = Form.NDJSON, **other: Any) -> list[exporting.Page]:
    return list(export_site(RING, a_site(), Order(form, after, **other), OCCASION).pages)


def _lines() -> list[bytes]:
    return b"".join(page.lines for page in _pages()).splitlines(keepends=True)


def _check(*parts: list[bytes], ring: Keyring = PUBLIC) -> tuple[ExportCheck, list[Finding]]:
    check = ExportCheck(ring)
    return check, list(_findings(check, parts))


def _findings(check: ExportCheck, parts: tuple[list[bytes], ...]) -> Iterator[Finding]:
    for number, part in enumerate(parts, 1):
        yield from check.part(f"part-{number}", part)
    yield from check.rest()


def _found(*parts: list[bytes]) -> list[tuple[Fault, str]]:
    return [(finding.fault, finding.row.partition(",")[0]) for finding in _check(*parts)[1]]


def _changed(line: bytes, **values: Any) -> bytes:
    document = json.loads(line)
    document["record"] |= values
    return as_json(document)


def _resigned(line: bytes, ring: Keyring, **values: Any) -> bytes:
    document = json.loads(line) | values
    del document["signature"]
    return as_json({**document, "signature": sign_beside(ring, document)})


def test_an_export_holds_every_record_once_and_verifies() -> None:
    check, found = _check(_lines())
    assert found == []
    assert (check.records, check.unsealed) == (7, 1)
    records = [json.loads(line)["record"]["id"] for line in _lines() if b'"record"' in line]
    assert records == [a_record_id(number) for number in range(7)]


def test_the_access_is_in_the_log_before_the_first_page() -> None:
    export_site(RING, a_site(), Order(Form.NDJSON), OCCASION)
    with reading() as connection:
        (access,) = accesses.of_site(connection, a_site().id, NOW)
    assert (access.actor, access.act, access.records) == (OPERATOR, Act.EXPORT, 7)
    assert (access.at, access.reason) == (OCCASION.at, OCCASION.reason)


def test_it_goes_on_behind_any_page_and_keeps_to_what_there_was() -> None:
    whole = _pages()
    record(8, 20 * HOUR)
    for number, page in enumerate(whole[:-1], 1):
        assert [each.lines for each in _pages(page.next)][-1] != b""
        parts = [b"".join(each.lines for each in part) for part in (whole[:number], _pages(page.next))]
        check, found = _check(*(part.splitlines(keepends=True) for part in parts))
        assert (found, check.records) == ([], 7)


def test_a_page_that_was_cut_off_is_left_out() -> None:
    first, second, *_ = _pages()
    cut = (first.lines + second.lines[: len(second.lines) // 2]).splitlines(keepends=True)
    rest = b"".join(page.lines for page in _pages(first.next)).splitlines(keepends=True)
    check, found = _check(cut, rest)
    assert (found, check.records) == ([], 7)
    assert (Fault.REMOVED, "The end of a page") in _found(cut)


def test_an_export_cut_off_before_its_first_page_begins_anew() -> None:
    assert _found(_lines()[:2], _lines()) == []


def test_an_export_without_its_last_page_is_not_whole() -> None:
    first, second, _ = _pages()
    assert _found((first.lines + second.lines).splitlines(keepends=True)) == [(Fault.REMOVED, "The end")]
    assert _found([]) == [(Fault.REMOVED, "The end of a page")]


def test_an_export_without_a_page_in_its_middle_is_not_whole() -> None:
    first, _, third = _pages()
    assert _found((first.lines + third.lines).splitlines(keepends=True))[0] == (Fault.REMOVED, "part-1:7")


def test_an_export_that_begins_in_the_middle_is_not_whole() -> None:
    _, second, third = _pages()
    assert _found((second.lines + third.lines).splitlines(keepends=True)) == [(Fault.REMOVED, "part-1:5")]


def test_pages_behind_the_end_are_named() -> None:
    assert (Fault.REMOVED, "part-1:26") not in _found(_lines())
    assert Fault.REMOVED in [fault for fault, _ in _found([*_lines(), *_lines()])]


@pytest.mark.parametrize("values", [{"grants": ["necessary"]}, {"subject": "00"}, {"id": a_record_id(9)}])
def test_a_changed_line_is_named(values: dict[str, Any]) -> None:
    lines = _lines()
    lines[2] = _changed(lines[2], **values)
    assert _found(lines)[0] == (Fault.CHANGED, "part-1:3")


def test_a_line_changed_with_its_leaf_is_named() -> None:
    lines = _lines()
    document = json.loads(_changed(lines[2], grants=["necessary"]))
    lines[2] = as_json(document | {"leaf": leaf_of(document["record"]).hex()})
    assert _found(lines) == [(Fault.CHANGED, "part-1:3")]


def test_a_line_in_a_seal_that_is_not_here_is_named() -> None:
    lines = _lines()
    document = json.loads(lines[2])
    document["seal"]["number"] = 7
    lines[2] = as_json(document)
    assert _found(lines) == [(Fault.CHANGED, "part-1:3")]


def test_a_changed_record_that_no_seal_has_yet_shows_by_its_page() -> None:
    lines = _lines()
    document = json.loads(_changed(lines[-2], grants=["necessary"]))
    lines[-2] = as_json(document | {"leaf": leaf_of(document["record"]).hex()})
    assert _found(lines) == [(Fault.CHANGED, f"part-1:{len(lines)}")]


def test_a_removed_line_shows_by_its_page() -> None:
    lines = _lines()
    del lines[2]
    assert _found(lines) == [(Fault.REMOVED, "part-1:4")]


def test_an_inserted_line_is_named() -> None:
    lines = _lines()
    lines.insert(3, lines[2])
    assert _found(lines) == [(Fault.INSERTED, "part-1:4"), (Fault.INSERTED, "part-1:6")]


def test_swapped_lines_are_named() -> None:
    lines = _lines()
    lines[1], lines[2] = lines[2], lines[1]
    assert _found(lines) == [(Fault.SWAPPED, "part-1:3")]


def test_a_page_signed_by_a_stranger_is_named() -> None:
    lines = _lines()
    lines[4] = _resigned(lines[4], Keyring(()).rotated(NOW))
    assert (Fault.RE_SIGNED, "part-1:5") in _found(lines)


def test_a_page_signed_at_another_time_is_named() -> None:
    lines = _lines()
    lines[4] = _resigned(lines[4], RING, written_at="2001-01-01T00:00:00Z")
    assert (Fault.RE_SIGNED, "part-1:5") in _found(lines)


def test_a_seal_of_a_stranger_is_named() -> None:
    lines = _lines()
    lines[0] = as_json({"seal": 1, "signed": "e30.e30.e30"})
    assert _found(lines)[0] == (Fault.RE_SIGNED, "part-1:1")


@pytest.mark.parametrize("line", [b"{", b"7", b"{}", b'{"form":"kelisim-export-1"}', b'{"record":{"id":"a"}}'])
def test_what_is_no_line_of_an_export_is_named(line: bytes) -> None:
    lines = _lines()
    lines[2] = line + b"\n"
    assert (Fault.CHANGED, "part-1:3") in _found(lines)


def test_another_form_of_signed_end_is_refused() -> None:
    with pytest.raises(ValueError, match="other"):
        page_end_of({"form": "other"})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"record":{}}', True),
        (b'{"signed":"a.b.c"}', True),
        (b'{"form":"kelisim-export-1"}', True),
        (b'{"record_id":"1"}', False),
        (b"[]", False),
        (b"{", False),
    ],
)
def test_an_export_is_known_by_its_first_line(line: bytes, expected: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_export(line) is expected


def test_the_export_of_an_empty_site_is_one_signed_line() -> None:
    empty = a_site(id="empty", origins=("https://empty.kz",))
    apply(empty)
    (page,) = export_site(RING, empty, Order(Form.NDJSON), OCCASION).pages
    assert page.records == 0
    assert _found([page.lines]) == []


def test_an_erased_record_is_exported_without_its_visitor_and_verifies() -> None:
    erase_visitor(a_site(), visitor(1), Occasion(HERSELF, NOW + 8 * HOUR))
    check, found = _check(_lines())
    assert (found, check.records) == ([], 7)
    assert visitor(1).encode() not in b"".join(_lines())


def test_a_record_that_came_late_is_found_in_the_seal_after() -> None:
    record(20, HOUR - timedelta(seconds=16))
    seal(4 * HOUR)
    until = NOW + 9 * HOUR
    with reading() as connection:
        places = Places()
        found = [places.of(connection, kept) for kept in leaves.of_site(connection, a_site().id, None, until, 9)]
        late = leaves.of_site(connection, a_site().id, None, until, 9)[5]
        alone = Places().of(connection, late)
    assert [place.seal.number for place in found if place is not None] == [1, 1, 1, 2, 2, 3, 2, 3]
    assert alone == found[5]


def test_a_table_has_a_heading_and_a_row_for_each_record() -> None:
    erase_visitor(a_site(), visitor(1), Occasion(HERSELF, NOW + 8 * HOUR))
    first, *_ = _pages(form=Form.CSV)
    written = b"".join(page.lines for page in _pages(form=Form.CSV)).decode()
    rows = list(csv.DictReader(StringIO(written, newline="")))
    assert [row["record"] for row in rows] == [a_record_id(number) for number in range(7)]
    assert rows[0]["visitor"] == visitor(0)
    assert rows[0]["granted"].split()[:3] == ["functional", "analytics", "advertising"]
    assert (rows[1]["visitor"], rows[1]["page"]) == ("", "")
    assert b"".join(page.lines for page in _pages(first.next, Form.CSV)).decode() in written


@ON_SQLITE
def test_a_page_is_found_by_the_time_of_its_records_and_not_sorted_anew() -> None:
    said: list[str] = []
    with reading() as connection:
        cursor = Cursor(NOW + HOUR, NOW, a_record_id(1))
        event.listen(connection, "before_cursor_execute", lambda *told: said.append(told[2]))
        leaves.of_site(connection, a_site().id, Place(cursor.recorded_at, cursor.record), cursor.until, 9)
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said[-1]}", ("",) * said[-1].count("?")).all()
    assert "USING INDEX ix_consent_records_recorded_at (recorded_at>? AND recorded_at<?)" in str(plan)


def test_restricted_records_are_counted_and_left_out() -> None:
    restrict_visitor(a_site(), visitor(1), OCCASION)
    check, found = _check(_lines())
    assert (found, check.records, check.left_out) == ([], 6, 1)
    assert visitor(1).encode() not in b"".join(_lines())
    ordered = b"".join(page.lines for page in _pages(with_restricted=True)).splitlines(keepends=True)
    check, found = _check(ordered)
    assert (found, check.records, check.left_out) == ([], 7, 0)
