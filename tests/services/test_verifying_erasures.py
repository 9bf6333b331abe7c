"""Verifying knows an erasure that was noted from a change, and holds the log of accesses to its seals too."""

from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from app.domain.access import HERSELF, Access, Act, Occasion
from app.domain.finding import Fault
from app.domain.leaf import SUBJECT, hash_subject
from app.services.erase_visitor import erase_visitor
from app.services.transaction import reading, writing
from app.store import accesses
from app.store.tables import AccessRow
from tests.makers import NOW, a_record_id, a_site
from tests.services.books import HOUR, OPERATOR, seal, verify, visitor
from tests.services.tampering import change, do, erase_and_seal, found, name_of, row_of, write_book

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def book() -> None:
    """Six records under two seals."""
    write_book()


def test_after_an_erasure_the_book_verifies() -> None:
    assert erase_visitor(a_site(), visitor(1), Occasion(HERSELF, NOW + 3 * HOUR)) == 1
    verified = verify()
    assert (verified.findings, verified.erased, verified.records) == ((), 1, 6)
    assert all(row_of(1)[name] is None for name in SUBJECT)


def test_an_erased_answer_cannot_be_changed_either() -> None:
    erase_visitor(a_site(), visitor(1), Occasion(HERSELF, NOW + 3 * HOUR))
    change(1, grants=["necessary"])
    assert found() == [(Fault.CHANGED, name_of(1))]


def test_an_erasure_that_nobody_noted_shows() -> None:
    change(1, visitor=None, page=None, nonce=None, subject=hash_subject(row_of(1)))
    assert found() == [(Fault.CHANGED, "Erasures")]


def test_an_erasure_without_a_hash_shows() -> None:
    erase_visitor(a_site(), visitor(1), Occasion(HERSELF, NOW + 3 * HOUR))
    change(1, subject=None)
    assert found() == [(Fault.CHANGED, name_of(1))]


def test_a_removed_note_of_an_erasure_is_named() -> None:
    access = erase_and_seal()
    do(delete(AccessRow))
    assert found() == [(Fault.REMOVED, f"Record or access {access}"), (Fault.CHANGED, "Erasures")]


@pytest.mark.parametrize(
    "values", [{"actor": "visitor"}, {"reason": None}, {"at": NOW + 3.5 * HOUR}, {"act": "export"}]
)
def test_a_changed_access_is_named(values: dict[str, Any]) -> None:
    access = erase_and_seal()
    do(update(AccessRow).values(**values))
    assert found()[0] == (Fault.CHANGED, f"Access {access} of cap")


def test_an_access_moved_to_another_time_is_named() -> None:
    access = erase_and_seal()
    do(update(AccessRow).values(at=NOW + 9 * HOUR))
    assert found()[0] == (Fault.CHANGED, f"Access {access} of cap")


def test_an_inserted_access_is_named() -> None:
    access = erase_and_seal()
    with writing() as connection:
        row = dict(connection.execute(select(*AccessRow.__table__.columns)).mappings().one())
        other = a_record_id(99)
        connection.execute(insert(AccessRow).values(**row | {"id": other, "at": NOW + HOUR / 2, "records": 0}))
    assert access != other
    assert found() == [(Fault.INSERTED, f"Access {other} of cap")]


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
