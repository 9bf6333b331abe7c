"""An answer of another product becomes one record, always the same, that grants no more than was asked."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import SiteId, is_visitor_id
from app.domain.imported import ForeignAnswer, Told, imported, visitor_of
from tests.makers import ADVERTISING, ANALYTICS, NOW, RU, VISITOR, a_site

SECRET = "of this installation"
TOLD = Told(edition=2, language=RU, names_counters=False, secret=SECRET)
LONG_AGO = NOW - timedelta(days=100)
ANSWER = ForeignAnswer("GA1.2.77", LONG_AGO, frozenset({ANALYTICS}))


def test_it_holds_from_when_it_was_given_and_came_when_it_was_imported() -> None:
    made = imported(a_site(), TOLD, ANSWER, NOW)
    assert (made.holds_from, made.recorded_at, made.decision.decided_at) == (LONG_AGO, NOW, LONG_AGO)
    assert (made.decision.edition, made.decision.language, made.decision.method) == (2, RU, "api")


def test_it_grants_categories_and_no_counter_that_nobody_named() -> None:
    assert imported(a_site(), TOLD, ANSWER, NOW).grants == ("necessary", "analytics")


def test_it_grants_counters_where_all_were_named() -> None:
    told = replace(TOLD, names_counters=True)
    assert imported(a_site(), told, ANSWER, NOW).grants == ("necessary", "analytics", "yandex-metrica", "zero-kz")


def test_the_same_answer_is_the_same_record_whenever_it_is_imported() -> None:
    first, again = (imported(a_site(), TOLD, ANSWER, NOW + timedelta(days=days)) for days in (0, 9))
    assert first.decision == again.decision
    assert UUID(first.decision.id).version == 5


def test_another_answer_is_another_record() -> None:
    others = [
        ANSWER,
        replace(ANSWER, visitor="GA1.2.78"),
        replace(ANSWER, at=LONG_AGO + timedelta(seconds=1)),
        replace(ANSWER, granted=frozenset({ANALYTICS, ADVERTISING})),
    ]
    records = {imported(a_site(), TOLD, answer, NOW).decision.id for answer in others}
    records.add(imported(a_site(id=SiteId("other")), TOLD, ANSWER, NOW).decision.id)
    assert len(records) == 5


def test_who_does_not_know_the_secret_cannot_tell_ids_from_a_name() -> None:
    here, elsewhere = (imported(a_site(), replace(TOLD, secret=secret), ANSWER, NOW) for secret in (SECRET, "another"))
    assert here.decision.visitor != elsewhere.decision.visitor
    assert here.decision.id != elsewhere.decision.id
    assert SECRET not in repr(TOLD)


def test_who_is_known_by_an_id_of_ours_keeps_it() -> None:
    assert visitor_of(SECRET, a_site().id, VISITOR) == VISITOR


@given(st.text(min_size=1))
def test_who_is_known_by_any_other_name_gets_an_id(name: str) -> None:
    assert is_visitor_id(visitor_of(SECRET, a_site().id, name))
    assert visitor_of(SECRET, a_site().id, name + "!") != visitor_of(SECRET, SiteId("other"), name + "!")
