"""Many standings are read at once, and how many records that took is in the log."""

import pytest

from app.domain.access import Act, Occasion
from app.domain.device import Device
from app.domain.ids import VisitorId
from app.domain.named import Named, read_named
from app.domain.standing import Status
from app.services.list_accesses import list_accesses
from app.services.read_standing import read_standing
from app.services.read_standings import read_standings
from app.services.record_consent import record_consent
from app.services.restrict_visitor import restrict_visitor
from tests.makers import NOW, SOMEBODY_ELSE, VISITOR, a_decision, a_record_id, a_refusal, a_site
from tests.services.books import OPERATOR

pytestmark = pytest.mark.usefixtures("app")

STRANGER = VisitorId("BBBBBBBBBBBBBBBBBBBBBB")
OCCASION = Occasion(OPERATOR, NOW)


@pytest.fixture(autouse=True)
def _history() -> None:
    """One who accepted, and one who refused."""
    record_consent(a_site(), a_decision(), Device.PHONE, NOW)
    record_consent(a_site(), a_refusal(id=a_record_id(2), visitor=SOMEBODY_ELSE), Device.PHONE, NOW)


def _noted() -> list[tuple[str, int, str | None]]:
    return [(each.act, each.records, each.visitor) for each in list_accesses(a_site(), NOW)]


def test_each_is_answered_as_if_asked_alone() -> None:
    asked = (VISITOR, STRANGER, SOMEBODY_ELSE, VISITOR)
    found = read_standings(a_site(), [Named(visitor) for visitor in asked], OCCASION)
    assert found == [read_standing(a_site(), visitor, NOW) for visitor in asked]
    assert [each.status for each in found] == [Status.GIVEN, Status.UNKNOWN, Status.REFUSED, Status.GIVEN]


def test_how_many_records_were_read_is_noted_once() -> None:
    read_standings(a_site(), [Named(visitor) for visitor in (VISITOR, STRANGER, SOMEBODY_ELSE)], OCCASION)
    assert _noted() == [(Act.READ, 2, None)]


def test_reading_of_what_is_not_there_is_not_noted() -> None:
    counted = read_named("1.-.3.1795241400.necessary")
    assert counted is not None
    found = read_standings(a_site(), [Named(STRANGER), counted], OCCASION)
    assert [each.status for each in found] == [Status.UNKNOWN, Status.REFUSED]
    assert _noted() == []


def test_one_whose_records_are_restricted_is_not_known() -> None:
    restrict_visitor(a_site(), VISITOR, OCCASION)
    (found,) = read_standings(a_site(), [Named(VISITOR)], OCCASION)
    assert (found.status, found.ask, found.answer) == (Status.UNKNOWN, False, None)
    assert [act for act, _, _ in _noted()] == [Act.RESTRICT]
