"""A decision is kept once, with its tallies, or not at all."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Connection

from app.domain.consent import ConsentRecord
from app.domain.decision import Decision, Method
from app.domain.device import Device
from app.domain.errors import InvalidField, RecordConflict
from app.domain.ids import NECESSARY, NOBODY, CounterId, Language, SiteId, VisitorId
from app.domain.showing import Showing
from app.domain.site import Site
from app.domain.standing import Status
from app.services.read_history import read_history
from app.services.read_standing import read_standing
from app.services.record_consent import Recorded, record_consent
from app.services.record_shown import record_shown
from app.store import consents
from app.store.database import db
from tests.makers import (
    ADVERTISING,
    ANALYTICS,
    FUNCTIONAL,
    METRICA,
    NOW,
    RU,
    SESSION,
    SOMEBODY_ELSE,
    VISITOR,
    ZERO,
    a_counter,
    a_decision,
    a_record_id,
    a_refusal,
    a_site,
    a_withdrawal,
)
from tests.services.sums import sums
from tests.stores import ON_POSTGRESQL, apply

_NEW = CounterId("new-counter")


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


def test_the_same_id_of_another_visitor_is_a_record_of_her_own() -> None:
    _record(a_decision())
    for is_new in (True, False):
        theirs = _record(a_refusal(visitor=SOMEBODY_ELSE))
        assert (theirs.is_new, theirs.standing.status) == (is_new, Status.REFUSED)
    assert sums("all") == {("", "accepted"): 1, ("", "refused"): 1}
    assert read_standing(a_site(), VISITOR, NOW).status is Status.GIVEN


def test_the_same_id_of_another_visitor_in_her_shard_is_refused() -> None:
    _record(a_decision())
    neighbour = VisitorId(VISITOR[0] * 22)
    with pytest.raises(RecordConflict):
        _record(a_refusal(visitor=neighbour))
    assert read_standing(a_site(), neighbour, NOW).status is Status.UNKNOWN


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


@ON_POSTGRESQL
def test_who_is_overtaken_between_looking_and_writing_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consents, "note", _overtaken(consents.note))
    assert not _record(a_decision()).is_new
    assert len(read_history(a_site(), VISITOR, None, 9).records) == 1
    assert sums("all") == {}, "who came first counted it"


def test_a_showing_is_counted() -> None:
    for _ in range(3):
        record_shown(a_site(), Showing(3, None, RU), Device.PHONE, NOW)
    assert sums("all") == {("", "asked"): 3}
    assert sums("device") == {("phone", "asked"): 3}


def test_a_showing_under_an_edition_that_is_not_there_is_not_counted() -> None:
    with pytest.raises(InvalidField) as caught:
        record_shown(a_site(), Showing(4, None, RU), Device.PHONE, NOW)
    assert caught.value.field == "edition"
    assert sums("all") == {}


def test_a_language_that_the_site_no_longer_speaks_counts_as_its_first() -> None:
    record_shown(a_site(), Showing(3, None, Language("de")), Device.PHONE, NOW)
    _record(a_decision(language=Language("de")))
    assert sums("language") == {("ru", "asked"): 1, ("ru", "accepted"): 1}


def test_one_visitor_at_two_sites_is_two_visitors() -> None:
    _record(a_decision(categories={ANALYTICS: True}))
    elsewhere = a_site(id="cent")
    assert read_standing(elsewhere, VISITOR, NOW).status is Status.UNKNOWN


def test_a_refusal_without_visitor_is_counted_where_the_site_records_refusals_since() -> None:
    kept = _record(a_refusal(visitor=NOBODY))
    assert (kept.visitor, kept.standing.status) == (NOBODY, Status.REFUSED)
    assert sums("all") == {("", "refused"): 1}


def test_more_than_a_refusal_needs_a_visitor() -> None:
    with pytest.raises(InvalidField) as caught:
        _record(a_decision(visitor=NOBODY))
    assert caught.value.field == "visitor"
    assert sums("all") == {}


def test_a_counter_that_she_was_not_shown_is_denied() -> None:
    grown = replace(a_site(), counters=(*a_site().counters, a_counter(_NEW, ANALYTICS)))
    apply(grown)
    assert not _record(a_decision(), grown).standing.counters[_NEW]


def test_a_banner_that_is_not_known_grants_only_what_is_named() -> None:
    told = _record(a_decision(banner="000000000000", counters={ZERO: True})).standing
    assert told.categories[ANALYTICS]
    assert [counter for counter, allowed in told.counters.items() if allowed] == [ZERO, SESSION]


def test_an_answer_about_what_the_site_has_dropped_since_is_kept() -> None:
    shrunk = replace(a_site(), counters=a_site().counters[:1])
    apply(shrunk)
    told = _record(a_decision(method=Method.SAVE, counters={ZERO: False}), shrunk).standing
    assert told.counters == {METRICA: True}


def test_a_kept_answer_that_comes_again_is_known_however_the_site_has_changed() -> None:
    _record(a_decision(banner=None))
    other = replace(a_site(), categories=a_site().categories[:2], counters=())
    again = _record(a_decision(banner=None), other)
    assert (again.is_new, again.standing.categories) == (False, {NECESSARY: True, FUNCTIONAL: True})


def test_what_does_not_fit_and_is_not_what_was_kept_is_refused() -> None:
    _record(a_decision())
    with pytest.raises(InvalidField):
        _record(a_decision(edition=9))


def test_two_answers_by_a_clock_that_stands_in_the_past_keep_their_order() -> None:
    long_ago = NOW - timedelta(days=4000)
    _record(a_decision(decided_at=long_ago))
    no = a_withdrawal(id=a_record_id(1), decided_at=long_ago + timedelta(seconds=9))
    assert _record(no, after=timedelta(seconds=9)).standing.status is Status.WITHDRAWN


def test_a_clock_that_was_set_back_does_not_bring_back_an_older_answer() -> None:
    """The page lets no answer be older than the one before it, so the later one is as late as it can be believed."""
    _record(a_withdrawal(decided_at=NOW - timedelta(hours=1)))
    yes = a_decision(id=a_record_id(1), decided_at=NOW - timedelta(days=4000))
    assert _record(yes, after=timedelta(seconds=1)).standing.status is Status.WITHDRAWN


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


def test_a_refusal_that_comes_after_an_acceptance_holds_though_its_clock_says_that_it_is_older() -> None:
    _record(a_decision())
    no = a_withdrawal(id=a_record_id(1), decided_at=NOW - timedelta(hours=1))
    assert _record(no, after=timedelta(seconds=9)).standing.status is Status.WITHDRAWN
    assert not _record(no, after=timedelta(days=9)).is_new
    assert read_standing(a_site(), VISITOR, NOW).status is Status.WITHDRAWN


def _overtaken(note: Callable[..., None]) -> Callable[..., None]:
    """Return what notes a record when another process has just kept it."""

    def overtaken(connection: Connection, site: SiteId, record: ConsentRecord) -> None:
        with db.engine.begin() as other:
            consents.append(other, site, record)
        note(connection, site, record)

    return overtaken


def test_what_an_answer_takes_away_is_gone_though_its_clock_says_that_it_is_older() -> None:
    """The site's server has a clock that is behind that of the page; what she only then adds, it cannot add."""
    _record(a_decision(method=Method.SAVE, categories={FUNCTIONAL: False, ANALYTICS: True, ADVERTISING: True}))
    less = {FUNCTIONAL: True, ANALYTICS: True, ADVERTISING: False}
    earlier = NOW - timedelta(seconds=2)
    narrower = a_decision(id=a_record_id(1), method=Method.API, categories=less, decided_at=earlier)
    for found in (_record(narrower, after=timedelta(minutes=1)).standing, read_standing(a_site(), VISITOR, NOW)):
        assert found.categories == {NECESSARY: True, FUNCTIONAL: False, ANALYTICS: True, ADVERTISING: False}
    assert sums("category")[FUNCTIONAL, "granted"] == 1
