"""What is restricted is kept and not used, until the restriction is lifted."""

import pytest

from app.domain.access import HERSELF, Act, Occasion
from app.domain.device import Device
from app.domain.ids import VisitorId
from app.domain.standing import Status
from app.services.erase_visitor import erase_visitor
from app.services.list_accesses import list_accesses
from app.services.read_history import read_history
from app.services.read_standing import read_standing
from app.services.record_consent import record_consent
from app.services.restrict_visitor import lift_restriction, restrict_visitor
from app.services.transaction import reading
from app.store import restrictions
from tests.makers import NOW, SOMEBODY_ELSE, VISITOR, a_decision, a_record_id, a_site
from tests.services.books import HOUR, OPERATOR
from tests.services.sums import sums

pytestmark = pytest.mark.usefixtures("app")

OCCASION = Occasion(OPERATOR, NOW + HOUR, "she disputes it")


@pytest.fixture(autouse=True)
def _history() -> None:
    """One who accepted, and somebody else."""
    record_consent(a_site(), a_decision(), Device.PHONE, NOW)
    record_consent(a_site(), a_decision(id=a_record_id(2), visitor=SOMEBODY_ELSE), Device.PHONE, NOW)


def _acts() -> list[tuple[str, str, int, str | None]]:
    return [(each.actor, each.act, each.records, each.visitor) for each in list_accesses(a_site(), NOW)]


def test_nothing_is_known_of_her_and_nobody_asks() -> None:
    assert restrict_visitor(a_site(), VISITOR, OCCASION) == 1
    found = read_standing(a_site(), VISITOR, NOW)
    assert (found.status, found.ask, found.answer, found.expires_at) == (Status.UNKNOWN, False, None, None)
    assert [name for name, granted in found.categories.items() if granted] == ["necessary"]
    assert [name for name, granted in found.counters.items() if granted] == ["own-session"]
    assert read_standing(a_site(), SOMEBODY_ELSE, NOW).status is Status.GIVEN


def test_her_records_are_kept_and_she_may_read_them() -> None:
    restrict_visitor(a_site(), VISITOR, OCCASION)
    assert len(read_history(a_site(), VISITOR, None, 9).records) == 1


def test_a_new_answer_is_kept_and_counted_and_not_used() -> None:
    restrict_visitor(a_site(), VISITOR, OCCASION)
    recorded = record_consent(a_site(), a_decision(id=a_record_id(1)), Device.PHONE, NOW)
    assert (recorded.is_new, recorded.visitor) == (True, VISITOR)
    assert (recorded.standing.status, recorded.standing.answer) == (Status.UNKNOWN, None)
    assert len(read_history(a_site(), VISITOR, None, 9).records) == 2
    assert sums("all") == {("", "accepted"): 3}


def test_when_it_is_lifted_what_she_answered_holds_again() -> None:
    restrict_visitor(a_site(), VISITOR, OCCASION)
    assert lift_restriction(a_site(), VISITOR, OCCASION) == 1
    assert read_standing(a_site(), VISITOR, NOW).status is Status.GIVEN


def test_who_did_so_is_in_the_log() -> None:
    restrict_visitor(a_site(), VISITOR, OCCASION)
    lift_restriction(a_site(), VISITOR, Occasion(OPERATOR, NOW + 2 * HOUR, "settled"))
    assert _acts() == [(OPERATOR, act, 1, VISITOR) for act in (Act.RESTRICT, Act.LIFT)]


def test_what_changes_nothing_leaves_no_note() -> None:
    assert lift_restriction(a_site(), VISITOR, OCCASION) == 0
    assert restrict_visitor(a_site(), VisitorId("x" * 22), OCCASION) == 0
    restrict_visitor(a_site(), VISITOR, OCCASION)
    assert restrict_visitor(a_site(), VISITOR, OCCASION) == 0
    assert len(_acts()) == 1


def test_erasing_ends_it_and_tells_nobody_whom_it_was_about() -> None:
    restrict_visitor(a_site(), VISITOR, OCCASION)
    erase_visitor(a_site(), VISITOR, Occasion(HERSELF, NOW + 2 * HOUR))
    with reading() as connection:
        assert restrictions.since(connection, a_site().id, VISITOR) is None
    assert [visitor for *_, visitor in _acts()] == [None, None]
