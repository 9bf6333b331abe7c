"""The law of the house, as properties of every site, decision, answer and moment."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.category import Category
from app.domain.consent import ConsentRecord, record
from app.domain.decision import Decision, Method, check, resolve
from app.domain.device import Device
from app.domain.edition import newest_that_asks
from app.domain.ids import NECESSARY, CategoryId, CounterId
from app.domain.site import Site
from app.domain.standing import Answer, Standing, Status, answer_of, standing, terms_of
from tests.domain.strategies import a_while, answers_at, decisions, moments, sites
from tests.makers import NOW, a_counter, an_edition, shown_now

_NEW_CATEGORY = CategoryId("brand-new-category")
_NEW_COUNTER = CounterId("brand-new-counter")


def _standing_of(site: Site, decision: Decision, later: timedelta = timedelta(0)) -> Standing:
    kept = record(site, shown_now(site), decision, Device.PHONE, NOW)
    return standing(terms_of(site), answer_of(kept), NOW + later)


def _grants_something_optional(site: Site, found: Standing) -> bool:
    optional = site.optional_counters()
    categories = (granted for category, granted in found.categories.items() if category != NECESSARY)
    return any(categories) or any(found.counters[counter] for counter in optional)


@given(st.data())
def test_withdrawing_is_always_possible(data: st.DataObject) -> None:
    site = data.draw(sites())
    withdrawal = data.draw(decisions(site, Method.WITHDRAW))
    check(site, shown_now(site), withdrawal)
    assert not _grants_something_optional(site, _standing_of(site, withdrawal))


@given(st.data(), a_while)
def test_reject_all_grants_nothing_optional(data: st.DataObject, later: timedelta) -> None:
    site = data.draw(sites())
    refusal = data.draw(decisions(site, Method.REJECT_ALL))
    assert not _grants_something_optional(site, _standing_of(site, refusal, later))


@given(sites())
def test_accept_all_grants_every_category_and_counter(site: Site) -> None:
    everything = dict.fromkeys(site.optional_categories(), True)
    granted = resolve(site.optional_categories(), site.optional_counters(), everything, {})
    assert granted == (NECESSARY, *site.optional_categories(), *site.optional_counters())


@given(sites(), moments)
def test_an_unknown_visitor_is_denied_and_asked(site: Site, now: datetime) -> None:
    found = standing(terms_of(site), None, now)
    assert (found.status, found.ask) == (Status.UNKNOWN, True)
    assert not _grants_something_optional(site, found)


@given(st.data(), moments)
def test_what_is_necessary_is_always_granted(data: st.DataObject, now: datetime) -> None:
    site = data.draw(sites())
    found = standing(terms_of(site), data.draw(st.none() | answers_at(site)), now)
    needed = [counter.id for counter in site.counters if counter.category == NECESSARY]
    assert found.categories[NECESSARY]
    assert all(found.counters[counter] for counter in needed)


@given(st.data(), moments)
def test_a_standing_speaks_of_every_category_and_counter_of_the_site(data: st.DataObject, now: datetime) -> None:
    site = data.draw(sites())
    found = standing(terms_of(site), data.draw(st.none() | answers_at(site)), now)
    assert list(found.categories) == [category.id for category in site.categories]
    assert list(found.counters) == [counter.id for counter in site.counters]


@given(st.data(), moments)
def test_nothing_is_granted_that_was_not_answered(data: st.DataObject, now: datetime) -> None:
    site = data.draw(sites())
    answer = data.draw(answers_at(site))
    found = standing(terms_of(site), answer, now)
    granted = {name for name, allowed in (*found.categories.items(), *found.counters.items()) if allowed}
    needed = {NECESSARY, *(counter.id for counter in site.counters if counter.category == NECESSARY)}
    assert granted - needed <= set(answer.grants)


@given(st.data(), st.booleans())
def test_a_counters_own_answer_beats_that_of_its_category(data: st.DataObject, allowed: bool) -> None:  # noqa: FBT001 - drawn
    site = data.draw(sites().filter(lambda site: bool(site.optional_counters())))
    counter, category = data.draw(st.sampled_from(list(site.optional_counters().items())))
    granted = resolve(site.optional_categories(), site.optional_counters(), {category: not allowed}, {counter: allowed})
    assert (counter in granted) is allowed
    assert (category in granted) is not allowed


@given(st.data())
def test_a_counter_without_an_answer_follows_its_category(data: st.DataObject) -> None:
    site = data.draw(sites())
    decision = replace(data.draw(decisions(site)), counters={})
    granted = resolve(site.optional_categories(), site.optional_counters(), decision.categories, {})
    for counter, category in site.optional_counters().items():
        assert (counter in granted) is (category in granted)


@given(st.data())
def test_a_category_or_counter_added_later_is_denied(data: st.DataObject) -> None:
    site = data.draw(sites())
    answer = answer_of(record(site, shown_now(site), data.draw(decisions(site, Method.ACCEPT_ALL)), Device.PHONE, NOW))
    grown = replace(
        site,
        categories=(*site.categories, Category(_NEW_CATEGORY, None, None, ())),
        counters=(*site.counters, a_counter(_NEW_COUNTER, CategoryId("analytics"))),
    )
    found = standing(terms_of(grown), answer, NOW)
    assert not found.categories[_NEW_CATEGORY]
    assert not found.counters[_NEW_COUNTER]


@given(st.data())
def test_a_new_edition_that_asks_again_makes_the_standing_ask(data: st.DataObject) -> None:
    site = data.draw(sites())
    answer = answer_of(record(site, shown_now(site), data.draw(decisions(site)), Device.PHONE, NOW))
    found = standing(terms_of(_with_new_edition(site, asks_again=True)), answer, NOW)
    assert (found.status, found.ask) == (Status.EXPIRED, True)
    assert not _grants_something_optional(site, found)


@given(st.data(), moments)
def test_a_new_edition_that_only_informs_changes_no_standing(data: st.DataObject, now: datetime) -> None:
    site = data.draw(sites())
    answer = data.draw(answers_at(site))
    informed = _with_new_edition(site, asks_again=False)
    assert standing(terms_of(informed), answer, now) == standing(terms_of(site), answer, now)


@given(st.data())
def test_an_answer_holds_until_its_validity_ends_and_not_a_second_longer(data: st.DataObject) -> None:
    site = replace(data.draw(sites()), asks=0)
    answer = data.draw(answers_at(site))
    end = answer.at + site.validity
    assert standing(terms_of(site), answer, end - timedelta(microseconds=1)).status is not Status.EXPIRED
    over = standing(terms_of(site), answer, end)
    assert (over.status, over.ask, over.expires_at) == (Status.EXPIRED, True, end)
    assert not _grants_something_optional(site, over)


@given(st.data(), moments)
def test_only_a_given_status_grants_anything_optional(data: st.DataObject, now: datetime) -> None:
    site = data.draw(sites())
    answer = data.draw(answers_at(site))
    withdrawing: Answer = replace(answer, withdraws=data.draw(st.booleans()))
    found = standing(terms_of(site), withdrawing, now)
    assert _grants_something_optional(site, found) is (found.status is Status.GIVEN)


@given(st.data())
def test_a_refusal_holds_over_all_that_came_before_it_whatever_the_clocks_say(data: st.DataObject) -> None:
    site = data.draw(sites())
    last = data.draw(decisions(site, Method.WITHDRAW))
    arrived = _arrived(data, site, [*data.draw(st.lists(decisions(site), max_size=4)), last])
    assert _holding(arrived).grants_nothing


@given(st.data())
def test_what_the_last_answer_to_come_denies_is_denied_whatever_the_clocks_say(data: st.DataObject) -> None:
    site = data.draw(sites())
    told = data.draw(st.lists(decisions(site), min_size=1, max_size=5))
    arrived = _arrived(data, site, told)
    last = record(site, shown_now(site), told[-1], Device.PHONE, NOW)
    assert set(_holding(arrived).grants) <= set(last.grants)


@given(st.data())
def test_what_the_newest_answer_denies_is_denied_whichever_comes_last(data: st.DataObject) -> None:
    site = data.draw(sites())
    told = sorted(data.draw(st.lists(decisions(site), min_size=2, max_size=2)), key=lambda each: each.decided_at)
    arrived = _arrived(data, site, told[::-1])
    newest = record(site, shown_now(site), told[-1], Device.PHONE, NOW)
    is_told_apart = told[0].decided_at < told[1].decided_at
    assert set(_holding(arrived).grants) <= set(newest.grants) or not is_told_apart


@given(st.data())
def test_a_yes_that_comes_late_never_holds_over_a_newer_no(data: st.DataObject) -> None:
    site = data.draw(sites())
    yes, no = data.draw(decisions(site, Method.ACCEPT_ALL)), data.draw(decisions(site, Method.REJECT_ALL))
    older, newer = sorted([yes.decided_at, no.decided_at])
    arrived = _arrived(data, site, [replace(no, decided_at=newer), replace(yes, decided_at=older)])
    assert _holding(arrived).grants_nothing or older == newer


@given(st.data())
def test_a_yes_that_was_said_last_holds(data: st.DataObject) -> None:
    site = data.draw(sites())
    yes, no = data.draw(decisions(site, Method.ACCEPT_ALL)), data.draw(decisions(site, Method.REJECT_ALL))
    older, newer = sorted([yes.decided_at, no.decided_at])
    arrived = _arrived(data, site, [replace(no, decided_at=older), replace(yes, decided_at=newer)])
    assert _holding(arrived) == arrived[-1]


def _arrived(data: st.DataObject, site: Site, told: list[Decision]) -> list[ConsentRecord]:
    """Return the records of decisions in the order in which they came, none of them over 30 days late.

    The service's own clock may stand still.
    """
    kept: list[ConsentRecord] = []
    now = NOW
    for decision in told:
        now += data.draw(st.timedeltas(timedelta(0), timedelta(days=2)))
        made = record(site, shown_now(site), decision, Device.PHONE, now)
        kept.append(made.over(_holding(kept).holds_from, _holding(kept).grants) if kept else made)
    return kept


def _holding(records: list[ConsentRecord]) -> ConsentRecord:
    """Return the record that holds, as the store finds it; of two that are alike in time, the one that came last."""
    return max(reversed(records), key=lambda each: (each.holds_from, each.recorded_at))


def _with_new_edition(site: Site, *, asks_again: bool) -> Site:
    edition = an_edition(site.edition.number + 1, asks_again=asks_again)
    before = an_edition(site.asks, asks_again=site.asks > 0)
    return replace(site, edition=edition, asks=newest_that_asks([before, edition]))
