"""Verifying finds the first row that is not as it was written, and says what was done to it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update

from app.domain.finding import Fault
from app.domain.leaf import content_of, hash_subject, leaf_of
from app.signing.keyring import Keyring
from app.signing.signature import sign
from app.store.tables import BannerRow, ConsentRow, SealRow, TileRow
from tests.makers import NOW, a_record_id
from tests.services.books import HOUR, RING, record, seal, verify
from tests.services.tampering import change, do, found, name_of, resign, row_of, tile_of, write_book
from tests.stores import ON_SQLITE

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def book() -> None:
    """Six records under two seals."""
    write_book()


def test_an_honest_book_verifies() -> None:
    verified = verify()
    assert verified.findings == ()
    assert (verified.records, verified.seals, verified.unsealed, verified.erased) == (6, 2, 0, 0)


def test_records_that_are_not_sealed_yet_are_no_fault() -> None:
    record(9, 2 * HOUR)
    assert (verify().findings, verify().unsealed) == ((), 1)


@pytest.mark.parametrize(
    "values",
    [
        {"grants": ["necessary"]},
        {"categories": {"analytics": False}},
        {"visitor": "x" * 22},
        {"page": None},
        {"decided_at": NOW},
        {"recorded_at": NOW + timedelta(seconds=1.5)},
        {"edition": 2},
        {"gpc": True},
        {"banner": None},
        {"nonce": "x"},
    ],
)
def test_a_changed_record_is_named(values: dict[str, Any]) -> None:
    change(1, **values)
    assert found() == [(Fault.CHANGED, name_of(1))]


def test_a_changed_record_with_a_fitting_leaf_is_named() -> None:
    row = row_of(1) | {"grants": ["necessary"]}
    change(1, grants=["necessary"], leaf=leaf_of(content_of(row, hash_subject(row))))
    assert found() == [(Fault.CHANGED, name_of(1))]


def test_a_record_moved_to_another_time_is_named() -> None:
    change(1, recorded_at=NOW + timedelta(days=1))
    assert found()[0] == (Fault.CHANGED, name_of(1))


def test_a_record_moved_under_another_seal_is_named_once() -> None:
    change(1, recorded_at=NOW + HOUR / 2)
    assert found() == [(Fault.CHANGED, name_of(1))]


def test_a_record_moved_before_everything_is_named() -> None:
    change(4, recorded_at=NOW - timedelta(days=1))
    assert (Fault.CHANGED, name_of(4)) in found()


@ON_SQLITE  # PostgreSQL takes no such value
def test_what_is_no_json_is_named() -> None:
    do(text("UPDATE consent_records SET categories = '{' WHERE id = :id").bindparams(id=a_record_id(1)))
    assert found() == [(Fault.CHANGED, name_of(1))]


def test_a_removed_record_is_named() -> None:
    do(delete(ConsentRow).where(ConsentRow.id == a_record_id(1)))
    assert found() == [(Fault.REMOVED, f"Record or access {a_record_id(1)}")]


def test_an_inserted_record_is_named() -> None:
    row = row_of(1) | {"id": a_record_id(7), "recorded_at": NOW + timedelta(seconds=1.5)}
    do(insert(ConsentRow).values(**row | {"leaf": leaf_of(content_of(row, hash_subject(row)))}))
    assert found() == [(Fault.INSERTED, name_of(7))]


def test_a_copied_record_is_named() -> None:
    do(insert(ConsentRow).values(**row_of(1) | {"id": "no uuid"}))
    assert found() == [(Fault.INSERTED, "Record no uuid of cap")]


def test_swapped_records_are_named() -> None:
    one, other = row_of(0), row_of(1)
    change(0, id="for a moment")
    change(1, id=one["id"])
    do(update(ConsentRow).where(ConsentRow.id == "for a moment").values(id=other["id"]))
    assert found() == [(Fault.SWAPPED, f"Record {a_record_id(number)}") for number in (0, 1)]


def test_swapped_answers_are_named() -> None:
    one, other = row_of(0), row_of(1)
    kept = {"site", "id", "recorded_at"}
    change(0, **{name: value for name, value in other.items() if name not in kept})
    change(1, **{name: value for name, value in one.items() if name not in kept})
    assert {row for _, row in found()} == {f"Record {a_record_id(0)}", f"Record {a_record_id(1)}"}


def test_swapped_places_are_named() -> None:
    ids, leaves = tile_of(1)
    swapped = {"ids": ids[16:32] + ids[:16] + ids[32:], "leaves": leaves[32:64] + leaves[:32] + leaves[64:]}
    do(update(TileRow).where(TileRow.seal == 1).values(**swapped))
    assert found() == [(Fault.SWAPPED, f"{name_of(1)}, in seal 1")]


def test_a_record_removed_with_its_place_shows() -> None:
    ids, leaves = tile_of(1)
    do(delete(ConsentRow).where(ConsentRow.id == a_record_id(0)))
    do(update(TileRow).where(TileRow.seal == 1).values(ids=ids[16:], leaves=leaves[32:]))
    assert found() == [(Fault.REMOVED, "Seal 1")]


def test_a_record_inserted_with_a_place_shows() -> None:
    ids, leaves = tile_of(1)
    row = row_of(1) | {"id": a_record_id(7), "recorded_at": NOW + timedelta(seconds=1.5)}
    leaf = leaf_of(content_of(row, hash_subject(row)))
    do(insert(ConsentRow).values(**row | {"leaf": leaf}))
    changed = {"ids": ids + bytes.fromhex(a_record_id(7).replace("-", "")), "leaves": leaves + leaf}
    do(update(TileRow).where(TileRow.seal == 1).values(**changed))
    assert found() == [(Fault.INSERTED, "Seal 1")]


def test_a_record_changed_with_its_place_shows() -> None:
    ids, leaves = tile_of(1)
    row = row_of(0) | {"grants": ["necessary"]}
    leaf = leaf_of(content_of(row, hash_subject(row)))
    change(0, grants=["necessary"], leaf=leaf)
    do(update(TileRow).where(TileRow.seal == 1).values(ids=ids, leaves=leaf + leaves[32:]))
    assert found() == [(Fault.CHANGED, "Seal 1")]


def test_a_record_that_is_changed_before_it_is_sealed_is_named() -> None:
    record(9, 2 * HOUR)
    change(9, edition=1)
    assert found() == [(Fault.CHANGED, name_of(9))]


def test_the_first_row_at_fault_stands_first() -> None:
    for number in range(10, 14):
        record(number, 2 * HOUR)
    record(14, 2.5 * HOUR)
    seal(3 * HOUR)
    row = row_of(11) | {"id": a_record_id(20), "recorded_at": NOW + 2 * HOUR + timedelta(seconds=10.5)}
    do(insert(ConsentRow).values(**row | {"leaf": leaf_of(content_of(row, hash_subject(row)))}))
    change(13, gpc=True)
    do(delete(ConsentRow).where(ConsentRow.id == a_record_id(12)))
    change(10, edition=1)
    assert found() == [
        (Fault.CHANGED, name_of(10)),
        (Fault.INSERTED, name_of(20)),
        (Fault.REMOVED, f"Record or access {a_record_id(12)}"),
        (Fault.CHANGED, name_of(13)),
    ]


def test_a_seal_signed_by_a_stranger_is_named() -> None:
    resign(2, Keyring(()).rotated(NOW))
    assert found() == [(Fault.RE_SIGNED, "Seal 2")]


def test_a_seal_signed_anew_under_another_one_is_named() -> None:
    resign(1, RING, accesses=1)
    assert (Fault.RE_SIGNED, "Seal 1") in found()


def test_a_seal_signed_by_a_key_at_another_time_is_named() -> None:
    resign(2, RING, closed_at="2001-01-01T00:00:00Z")
    assert found() == [(Fault.RE_SIGNED, "Seal 2")]


def test_something_else_signed_in_place_of_a_seal_is_named() -> None:
    do(update(SealRow).where(SealRow.number == 2).values(signed=sign(RING, {"form": "other"})))
    assert found() == [(Fault.RE_SIGNED, "Seal 2")]


def test_a_seal_whose_row_says_something_else_is_named() -> None:
    do(update(SealRow).where(SealRow.number == 1).values(since=NOW + timedelta(seconds=1)))
    assert found() == [(Fault.CHANGED, "Seal 1")]


def test_a_removed_seal_is_named() -> None:
    do(delete(TileRow).where(TileRow.seal == 1), delete(SealRow).where(SealRow.number == 1))
    assert (Fault.REMOVED, "Seal 1") in found()


def test_a_book_cut_short_lacks_a_seal_that_was_noted() -> None:
    noted = verify().newest
    assert noted is not None
    assert verify(noted).findings == ()
    do(delete(TileRow).where(TileRow.seal == 2), delete(SealRow).where(SealRow.number == 2))
    do(delete(ConsentRow).where(ConsentRow.recorded_at > NOW + HOUR))
    assert verify().findings == ()
    assert [finding.fault for finding in verify(noted).findings] == [Fault.RE_SIGNED]


def test_another_text_under_a_banner_revision_is_named() -> None:
    do(update(BannerRow).values(shown={"first": "something else"}))
    assert [(fault, row.partition("/")[0]) for fault, row in found()] == [(Fault.CHANGED, "Banner cap")]


def test_a_removed_banner_is_named() -> None:
    do(delete(BannerRow))
    assert [(fault, row.partition("/")[0]) for fault, row in found()] == [(Fault.REMOVED, "Banner cap")]


def test_an_inserted_banner_is_named() -> None:
    moment = NOW - timedelta(days=1)
    do(insert(BannerRow).values(site="cap", revision="0" * 12, edition=1, shown={}, first_composed_at=moment))
    assert found() == [(Fault.INSERTED, "Banner cap/000000000000")]
