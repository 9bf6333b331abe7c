"""A decision is kept once, with its tallies, or not at all."""

import threading
from datetime import timedelta

import pytest
from flask import Flask

from app.domain.decision import Decision
from app.domain.device import Device
from app.domain.errors import InvalidField, RecordConflict
from app.domain.ids import Language
from app.domain.site import Site
from app.domain.standing import Status
from app.services.read_history import read_history
from app.services.read_standing import read_standing
from app.services.record_consent import Recorded, record_consent
from app.services.record_shown import Showing, record_shown
from tests.makers import (
    ALL_REFUSED,
    ANALYTICS,
    NOW,
    RU,
    SOMEBODY_ELSE,
    VISITOR,
    a_decision,
    a_record_id,
    a_refusal,
    a_site,
    a_withdrawal,
)
from tests.services.sums import sums


def _record(decision: Decision, site: Site | None = None, after: timedelta = timedelta(0)) -> Recorded:
    return record_consent(site or a_site(), decision, Device.PHONE, NOW + after)


def test_a_new_decision_is_kept_and_answered_with_its_standing() -> None:
    recorded = _record(a_decision())
    assert (recorded.visitor, recorded.is_new) == (VISITOR, True)
    assert recorded.standing.status is Status.GIVEN
    assert recorded.standing == read_standing(a_site(), VISITOR, NOW)


def test_the_same_decision_again_is_kept_once() -> None:
    first = _record(a_decision())
    again = _record(a_decision(), after=timedelta(hours=2))
    assert (again.is_new, again.standing) == (False, first.standing)
    assert sums("all") == {("", "accepted"): 1}
    assert len(read_history(a_site(), VISITOR, None, 9).records) == 1


@pytest.mark.parametrize(
    "other",
    [
        a_refusal(),
        a_decision(visitor=SOMEBODY_ELSE),
        a_decision(decided_at=NOW - timedelta(seconds=1)),
        a_decision(page="https://cap.kz/"),
        a_decision(gpc=True),
        a_decision(banner=None),
    ],
)
def test_the_same_id_with_another_content_is_refused_and_changes_nothing(other: Decision) -> None:
    _record(a_decision())
    with pytest.raises(RecordConflict):
        _record(other)
    assert sums("all") == {("", "accepted"): 1}
    assert read_standing(a_site(), VISITOR, NOW).status is Status.GIVEN


def test_a_decision_that_does_not_fit_leaves_nothing() -> None:
    with pytest.raises(InvalidField):
        _record(a_decision(edition=9))
    assert sums("all") == {}
    assert read_standing(a_site(), VISITOR, NOW).status is Status.UNKNOWN


def test_what_she_decided_last_holds() -> None:
    _record(a_decision())
    _record(a_withdrawal(id=a_record_id(1), decided_at=NOW + timedelta(minutes=1)), after=timedelta(minutes=1))
    found = read_standing(a_site(), VISITOR, NOW)
    assert (found.status, found.ask) == (Status.WITHDRAWN, False)


def test_an_answer_that_comes_late_does_not_push_out_a_later_one() -> None:
    _record(a_refusal(id=a_record_id(1)))
    late = _record(a_decision(decided_at=NOW - timedelta(days=2)), after=timedelta(seconds=5))
    assert late.is_new
    assert late.standing.status is Status.REFUSED


def test_a_late_answer_is_counted_on_the_day_when_it_came() -> None:
    _record(a_decision(decided_at=NOW - timedelta(days=2)))
    assert sums("all", day=NOW.date()) == {("", "accepted"): 1}


def test_an_answer_holds_from_when_it_was_given_not_from_when_it_came() -> None:
    late = _record(a_decision(decided_at=NOW - timedelta(days=2)))
    assert late.standing.expires_at == NOW - timedelta(days=2) + a_site().validity


def test_many_threads_lose_no_answer_and_no_count(app: Flask) -> None:
    _in_threads(app, [a_decision(id=a_record_id(number)) for number in range(40)])
    assert sums("all") == {("", "accepted"): 40}
    assert len(read_history(a_site(), VISITOR, None, 99).records) == 40


def test_many_threads_with_the_same_answer_keep_it_once(app: Flask) -> None:
    results = _in_threads(app, [a_decision()] * 16)
    assert sorted(result.is_new for result in results) == [False] * 15 + [True]
    assert sums("all") == {("", "accepted"): 1}


def test_a_showing_is_counted() -> None:
    for _ in range(3):
        record_shown(a_site(), Showing(3, None, RU), Device.PHONE, NOW)
    assert sums("all") == {("", "asked"): 3}
    assert sums("device") == {("phone", "asked"): 3}


@pytest.mark.parametrize(
    ("showing", "field"),
    [(Showing(4, None, RU), "edition"), (Showing(3, None, Language("de")), "language")],
)
def test_a_showing_that_does_not_fit_is_not_counted(showing: Showing, field: str) -> None:
    with pytest.raises(InvalidField) as caught:
        record_shown(a_site(), showing, Device.PHONE, NOW)
    assert caught.value.field == field
    assert sums("all") == {}


def test_one_visitor_at_two_sites_is_two_visitors() -> None:
    _record(a_decision(categories={ANALYTICS: True}))
    elsewhere = a_site(id="cent")
    assert read_standing(elsewhere, VISITOR, NOW).status is Status.UNKNOWN


def test_a_visitor_without_a_name_is_refused_where_refusals_are_recorded() -> None:
    with pytest.raises(InvalidField) as caught:
        _record(a_refusal(visitor="-", categories=ALL_REFUSED))
    assert caught.value.field == "visitor"
    assert sums("all") == {}


def _in_threads(app: Flask, decisions: list[Decision]) -> list[Recorded]:
    waiting = list(decisions)
    results: list[Recorded] = []

    def work() -> None:
        with app.app_context():
            while waiting:
                results.append(_record(waiting.pop()))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
