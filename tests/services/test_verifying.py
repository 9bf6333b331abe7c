"""Verifying finds the first row that is not as it was written, and says what was done to it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from app.domain.access import HERSELF, Access, Act, Occasion
from app.domain.finding import Fault
from app.domain.leaf import SUBJECT, content_of, hash_subject, leaf_of
from app.services.erase_visitor import erase_visitor
from app.services.transaction import reading, writing
from app.signing.keyring import Keyring
from app.signing.signature import opened, sign
from app.store import accesses, seals
from app.store.tables import AccessRow, BannerRow, ConsentRow, SealRow, TileRow
from tests.makers import NOW, a_record_id, a_site
from tests.services.books import HOUR, OPERATOR, RING, record, seal, verify, visitor
from tests.stores import ON_SQLITE

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def book() -> None:
    """Six records under two seals."""
    for number in range(3):
        record(number)
    seal()
    for number in range(3, 6):
        record(number, HOUR)
    seal(2 * HOUR)


def _found() -> list[tuple[Fault, str]]:
    return [(finding.fault, finding.row) for finding in verify().findings]


def _do(*statements: Any) -> None:
    with writing() as connection:
        for statement in statements:
            connection.execute(statement)


def _row(number: int) -> dict[str, Any]:
    with writing() as connection:
        found = connection.execute(select(*ConsentRow.__table__.columns).where(ConsentRow.id == a_record_id(number)))
        return dict(found.mappings().one())


def _change(number: int, **values: Any) -> None:
    _do(update(ConsentRow).where(ConsentRow.id == a_record_id(number)).values(**values))


def _name(number: int) -> str:
    return f"Record {a_record_id(number)} of cap"


def _tile(seal: int) -> tuple[bytes, bytes]:
    with writing() as connection:
        row = connection.execute(select(TileRow.ids, TileRow.leaves).where(TileRow.seal == seal)).one()
        return row.ids, row.leaves


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
    _change(1, **values)
    assert _found() == [(Fault.CHANGED, _name(1))]


def test_a_changed_record_with_a_fitting_leaf_is_named() -> None:
    row = _row(1) | {"grants": ["necessary"]}
    _change(1, grants=["necessary"], leaf=leaf_of(content_of(row, hash_subject(row))))
    assert _found() == [(Fault.CHANGED, _name(1))]


def test_a_record_moved_to_another_time_is_named() -> None:
    _change(1, recorded_at=NOW + timedelta(days=1))
    assert _found()[0] == (Fault.CHANGED, _name(1))


def test_a_record_moved_under_another_seal_is_named_once() -> None:
    _change(1, recorded_at=NOW + HOUR / 2)
    assert _found() == [(Fault.CHANGED, _name(1))]


def test_a_record_moved_before_everything_is_named() -> None:
    _change(4, recorded_at=NOW - timedelta(days=1))
    assert (Fault.CHANGED, _name(4)) in _found()


@ON_SQLITE  # PostgreSQL takes no such value
def test_what_is_no_json_is_named() -> None:
    _do(text("UPDATE consent_records SET categories = '{' WHERE id = :id").bindparams(id=a_record_id(1)))
    assert _found() == [(Fault.CHANGED, _name(1))]


def test_a_removed_record_is_named() -> None:
    _do(delete(ConsentRow).where(ConsentRow.id == a_record_id(1)))
    assert _found() == [(Fault.REMOVED, f"Record or access {a_record_id(1)}")]


def test_an_inserted_record_is_named() -> None:
    row = _row(1) | {"id": a_record_id(7), "recorded_at": NOW + timedelta(seconds=1.5)}
    _do(insert(ConsentRow).values(**row | {"leaf": leaf_of(content_of(row, hash_subject(row)))}))
    assert _found() == [(Fault.INSERTED, _name(7))]


def test_a_copied_record_is_named() -> None:
    _do(insert(ConsentRow).values(**_row(1) | {"id": "no uuid"}))
    assert _found() == [(Fault.INSERTED, "Record no uuid of cap")]


def test_swapped_records_are_named() -> None:
    one, other = _row(0), _row(1)
    _change(0, id="for a moment")
    _change(1, id=one["id"])
    _do(update(ConsentRow).where(ConsentRow.id == "for a moment").values(id=other["id"]))
    assert _found() == [(Fault.SWAPPED, f"Record {a_record_id(number)}") for number in (0, 1)]


def test_swapped_answers_are_named() -> None:
    one, other = _row(0), _row(1)
    kept = {"site", "id", "recorded_at"}
    _change(0, **{name: value for name, value in other.items() if name not in kept})
    _change(1, **{name: value for name, value in one.items() if name not in kept})
    assert {row for _, row in _found()} == {f"Record {a_record_id(0)}", f"Record {a_record_id(1)}"}


def test_swapped_places_are_named() -> None:
    ids, leaves = _tile(1)
    swapped = {"ids": ids[16:32] + ids[:16] + ids[32:], "leaves": leaves[32:64] + leaves[:32] + leaves[64:]}
    _do(update(TileRow).where(TileRow.seal == 1).values(**swapped))
    assert _found() == [(Fault.SWAPPED, f"{_name(1)}, in seal 1")]


def test_a_record_removed_with_its_place_shows() -> None:
    ids, leaves = _tile(1)
    _do(delete(ConsentRow).where(ConsentRow.id == a_record_id(0)))
    _do(update(TileRow).where(TileRow.seal == 1).values(ids=ids[16:], leaves=leaves[32:]))
    assert _found() == [(Fault.REMOVED, "Seal 1")]


def test_a_record_inserted_with_a_place_shows() -> None:
    ids, leaves = _tile(1)
    row = _row(1) | {"id": a_record_id(7), "recorded_at": NOW + timedelta(seconds=1.5)}
    leaf = leaf_of(content_of(row, hash_subject(row)))
    _do(insert(ConsentRow).values(**row | {"leaf": leaf}))
    changed = {"ids": ids + bytes.fromhex(a_record_id(7).replace("-", "")), "leaves": leaves + leaf}
    _do(update(TileRow).where(TileRow.seal == 1).values(**changed))
    assert _found() == [(Fault.INSERTED, "Seal 1")]


def test_a_record_changed_with_its_place_shows() -> None:
    ids, leaves = _tile(1)
    row = _row(0) | {"grants": ["necessary"]}
    leaf = leaf_of(content_of(row, hash_subject(row)))
    _change(0, grants=["necessary"], leaf=leaf)
    _do(update(TileRow).where(TileRow.seal == 1).values(ids=ids, leaves=leaf + leaves[32:]))
    assert _found() == [(Fault.CHANGED, "Seal 1")]


def test_a_record_that_is_changed_before_it_is_sealed_is_named() -> None:
    record(9, 2 * HOUR)
    _change(9, edition=1)
    assert _found() == [(Fault.CHANGED, _name(9))]


def test_the_first_row_at_fault_stands_first() -> None:
    for number in range(10, 14):
        record(number, 2 * HOUR)
    record(14, 2.5 * HOUR)
    seal(3 * HOUR)
    row = _row(11) | {"id": a_record_id(20), "recorded_at": NOW + 2 * HOUR + timedelta(seconds=10.5)}
    _do(insert(ConsentRow).values(**row | {"leaf": leaf_of(content_of(row, hash_subject(row)))}))
    _change(13, gpc=True)
    _do(delete(ConsentRow).where(ConsentRow.id == a_record_id(12)))
    _change(10, edition=1)
    assert _found() == [
        (Fault.CHANGED, _name(10)),
        (Fault.INSERTED, _name(20)),
        (Fault.REMOVED, f"Record or access {a_record_id(12)}"),
        (Fault.CHANGED, _name(13)),
    ]


def test_a_seal_signed_by_a_stranger_is_named() -> None:
    _resign(2, Keyring(()).rotated(NOW))
    assert _found() == [(Fault.RE_SIGNED, "Seal 2")]


def test_a_seal_signed_anew_under_another_one_is_named() -> None:
    _resign(1, RING, accesses=1)
    assert (Fault.RE_SIGNED, "Seal 1") in _found()


def test_a_seal_signed_by_a_key_at_another_time_is_named() -> None:
    _resign(2, RING, closed_at="2001-01-01T00:00:00Z")
    assert _found() == [(Fault.RE_SIGNED, "Seal 2")]


def test_something_else_signed_in_place_of_a_seal_is_named() -> None:
    _do(update(SealRow).where(SealRow.number == 2).values(signed=sign(RING, {"form": "other"})))
    assert _found() == [(Fault.RE_SIGNED, "Seal 2")]


def test_a_seal_whose_row_says_something_else_is_named() -> None:
    _do(update(SealRow).where(SealRow.number == 1).values(since=NOW + timedelta(seconds=1)))
    assert _found() == [(Fault.CHANGED, "Seal 1")]


def test_a_removed_seal_is_named() -> None:
    _do(delete(TileRow).where(TileRow.seal == 1), delete(SealRow).where(SealRow.number == 1))
    assert (Fault.REMOVED, "Seal 1") in _found()


def test_a_book_cut_short_lacks_a_seal_that_was_noted() -> None:
    noted = verify().newest
    assert noted is not None
    assert verify(noted).findings == ()
    _do(delete(TileRow).where(TileRow.seal == 2), delete(SealRow).where(SealRow.number == 2))
    _do(delete(ConsentRow).where(ConsentRow.recorded_at > NOW + HOUR))
    assert verify().findings == ()
    assert [finding.fault for finding in verify(noted).findings] == [Fault.RE_SIGNED]


def test_another_text_under_a_banner_revision_is_named() -> None:
    _do(update(BannerRow).values(shown={"first": "something else"}))
    assert [(fault, row.partition("/")[0]) for fault, row in _found()] == [(Fault.CHANGED, "Banner cap")]


def test_a_removed_banner_is_named() -> None:
    _do(delete(BannerRow))
    assert [(fault, row.partition("/")[0]) for fault, row in _found()] == [(Fault.REMOVED, "Banner cap")]


def test_an_inserted_banner_is_named() -> None:
    moment = NOW - timedelta(days=1)
    _do(insert(BannerRow).values(site="cap", revision="0" * 12, edition=1, shown={}, first_composed_at=moment))
    assert _found() == [(Fault.INSERTED, "Banner cap/000000000000")]


def test_after_an_erasure_the_book_verifies() -> None:
    assert erase_visitor(a_site(), visitor(1), Occasion(HERSELF, NOW + 3 * HOUR)) == 1
    verified = verify()
    assert (verified.findings, verified.erased, verified.records) == ((), 1, 6)
    assert all(_row(1)[name] is None for name in SUBJECT)


def test_an_erased_answer_cannot_be_changed_either() -> None:
    erase_visitor(a_site(), visitor(1), Occasion(HERSELF, NOW + 3 * HOUR))
    _change(1, grants=["necessary"])
    assert _found() == [(Fault.CHANGED, _name(1))]


def test_an_erasure_that_nobody_noted_shows() -> None:
    _change(1, visitor=None, page=None, nonce=None, subject=hash_subject(_row(1)))
    assert _found() == [(Fault.CHANGED, "Erasures")]


def test_an_erasure_without_a_hash_shows() -> None:
    erase_visitor(a_site(), visitor(1), Occasion(HERSELF, NOW + 3 * HOUR))
    _change(1, subject=None)
    assert _found() == [(Fault.CHANGED, _name(1))]


def test_a_removed_note_of_an_erasure_is_named() -> None:
    access = _erase_and_seal()
    _do(delete(AccessRow))
    assert _found() == [(Fault.REMOVED, f"Record or access {access}"), (Fault.CHANGED, "Erasures")]


@pytest.mark.parametrize(
    "values", [{"actor": "visitor"}, {"reason": None}, {"at": NOW + 3.5 * HOUR}, {"act": "export"}]
)
def test_a_changed_access_is_named(values: dict[str, Any]) -> None:
    access = _erase_and_seal()
    _do(update(AccessRow).values(**values))
    assert _found()[0] == (Fault.CHANGED, f"Access {access} of cap")


def test_an_access_moved_to_another_time_is_named() -> None:
    access = _erase_and_seal()
    _do(update(AccessRow).values(at=NOW + 9 * HOUR))
    assert _found()[0] == (Fault.CHANGED, f"Access {access} of cap")


def test_an_inserted_access_is_named() -> None:
    access = _erase_and_seal()
    with writing() as connection:
        row = dict(connection.execute(select(*AccessRow.__table__.columns)).mappings().one())
        other = a_record_id(99)
        connection.execute(insert(AccessRow).values(**row | {"id": other, "at": NOW + HOUR / 2, "records": 0}))
    assert access != other
    assert _found() == [(Fault.INSERTED, f"Access {other} of cap")]


def test_a_visitor_is_erased_from_the_log_and_the_book_verifies() -> None:
    about_her = Access(a_record_id(99), a_site().id, NOW + 3 * HOUR, OPERATOR, Act.EXPORT, 1, visitor=visitor(1))
    with writing() as connection:
        accesses.append(connection, about_her)
    seal(4 * HOUR)
    assert verify().findings == ()
    erase_visitor(a_site(), visitor(1), Occasion(HERSELF, NOW + 5 * HOUR))
    seal(6 * HOUR)
    verified = verify()
    assert (verified.findings, verified.accesses, verified.erased) == ((), 2, 1)
    with reading() as connection:
        assert accesses.of_visitor(connection, a_site().id, visitor(1)) == ()


def _erase_and_seal() -> str:
    """Erase somebody under a third seal; return the id of the note of it."""
    erase_visitor(a_site(), visitor(1), Occasion(OPERATOR, NOW + 3 * HOUR, "she asked"))
    seal(4 * HOUR)
    with reading() as connection:
        return connection.execute(select(AccessRow.id)).scalar_one()


def _resign(number: int, ring: Keyring, **values: Any) -> None:
    """Sign a seal anew, with some of it changed."""
    with writing() as connection:
        kept = seals.following(connection, number - 1)
    assert kept is not None
    document = opened(RING, kept.signed).content | values
    _do(update(SealRow).where(SealRow.number == number).values(signed=sign(ring, document)))
