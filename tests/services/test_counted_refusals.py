"""At a site that counts refusals, one who refuses all leaves no identifier."""

import pytest

from app.domain.decision import Decision, Method
from app.domain.device import Device
from app.domain.errors import InvalidField, RecordConflict
from app.domain.ids import NOBODY, VisitorId
from app.domain.site import Refusals
from app.domain.standing import Status
from app.services.read_history import read_history
from app.services.read_standing import read_standing
from app.services.record_consent import Recorded, record_consent
from tests.makers import (
    NOW,
    SOMEBODY_ELSE,
    VISITOR,
    a_decision,
    a_record_id,
    a_refusal,
    a_site,
    a_withdrawal,
)
from tests.services.sums import sums

_SITE = a_site(refusals=Refusals.COUNTED)


def _record(decision: Decision) -> Recorded:
    return record_consent(_SITE, decision, Device.PHONE, NOW)


@pytest.mark.parametrize("visitor", [NOBODY, VISITOR])
def test_a_refusal_is_counted_and_names_nobody(visitor: str) -> None:
    recorded = _record(a_refusal(visitor=visitor))
    assert (recorded.visitor, recorded.is_new) == (NOBODY, True)
    assert (recorded.standing.status, recorded.standing.ask) == (Status.REFUSED, False)
    assert sums("all") == {("", "refused"): 1}
    assert read_standing(_SITE, VISITOR, NOW).status is Status.UNKNOWN


def test_the_same_refusal_again_is_counted_once() -> None:
    first = _record(a_refusal(visitor=NOBODY))
    again = _record(a_refusal(visitor=NOBODY))
    assert (again.is_new, again.standing) == (False, first.standing)
    assert sums("all") == {("", "refused"): 1}


def test_what_was_saved_without_granting_anything_is_counted_too() -> None:
    _record(a_refusal(visitor=NOBODY, method=Method.SAVE))
    assert sums("all") == {("", "refused"): 1}


def test_one_who_answered_before_keeps_her_history_whole() -> None:
    _record(a_decision())
    recorded = _record(a_withdrawal(id=a_record_id(1)))
    assert recorded.visitor == VISITOR
    assert recorded.standing.status is Status.WITHDRAWN
    assert len(read_history(_SITE, VISITOR, None, 9).records) == 2


def test_who_grants_something_leaves_a_record() -> None:
    assert _record(a_decision()).visitor == VISITOR
    assert len(read_history(_SITE, VISITOR, None, 9).records) == 1


def test_nobody_cannot_grant_anything() -> None:
    with pytest.raises(InvalidField) as caught:
        _record(a_decision(visitor=NOBODY))
    assert caught.value.field == "visitor"
    assert sums("all") == {}


def test_a_counted_refusal_that_comes_again_after_an_acceptance_is_not_kept_twice() -> None:
    """Its answer was lost on the way, and the page sends it again after what came later."""
    _record(a_refusal())
    _record(a_decision(id=a_record_id(1)))
    again = _record(a_refusal())
    assert not again.is_new
    assert again.visitor == VISITOR
    assert again.standing.status is Status.GIVEN
    assert sums("all") == {("", "refused"): 1, ("", "accepted"): 1}


def test_the_id_of_a_counted_refusal_cannot_become_an_acceptance() -> None:
    _record(a_refusal(visitor=NOBODY))
    with pytest.raises(RecordConflict):
        _record(a_decision())
    assert sums("all") == {("", "refused"): 1}


def test_the_id_of_a_record_cannot_become_a_counted_refusal() -> None:
    _record(a_decision())
    with pytest.raises(RecordConflict):
        _record(a_refusal())
    assert sums("all") == {("", "accepted"): 1}


@pytest.mark.parametrize("visitor", [NOBODY, SOMEBODY_ELSE])
def test_the_id_of_a_record_of_somebody_else_may(visitor: VisitorId) -> None:
    _record(a_decision())
    assert [_record(a_refusal(visitor=visitor)).is_new for _ in range(2)] == [True, False]
    assert sums("all") == {("", "accepted"): 1, ("", "refused"): 1}


def test_a_refusal_that_was_recorded_before_the_site_counted_is_still_the_same() -> None:
    record_consent(a_site(), a_refusal(), Device.PHONE, NOW)
    again = _record(a_refusal())
    assert (again.is_new, again.visitor) == (False, VISITOR)
    assert sums("all") == {("", "refused"): 1}
