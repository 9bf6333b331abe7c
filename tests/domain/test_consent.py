"""The consent record: what is kept of a decision."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given

from app.domain.consent import believed, record
from app.domain.decision import Method
from app.domain.device import Device
from app.domain.errors import InvalidField
from app.domain.ids import NECESSARY, CategoryId, CounterId
from app.domain.shown import Shown, shown_by
from tests.domain.strategies import moments
from tests.makers import (
    ADVERTISING,
    ALL_GRANTED,
    ANALYTICS,
    FUNCTIONAL,
    JIVO,
    METRICA,
    NOW,
    PIXEL,
    ZERO,
    a_decision,
    a_record,
    a_refusal,
    a_site,
    shown_now,
)


def test_a_record_keeps_what_was_granted_in_the_order_of_the_site() -> None:
    granted = (NECESSARY, FUNCTIONAL, ANALYTICS, ADVERTISING, METRICA, ZERO, PIXEL, JIVO)
    assert a_record(categories=dict(reversed(ALL_GRANTED.items()))).grants == granted


def test_a_record_leaves_out_a_counter_that_was_refused_by_itself() -> None:
    kept = a_record(method=Method.SAVE, counters={ZERO: False})
    assert ZERO not in kept.grants
    assert METRICA in kept.grants


def test_a_record_keeps_its_decision_its_device_and_when_it_came() -> None:
    decision = a_decision()
    kept = record(a_site(), shown_now(a_site()), decision, Device.PHONE, NOW)
    assert (kept.decision, kept.device, kept.recorded_at) == (decision, Device.PHONE, NOW)


def test_no_record_comes_of_a_decision_that_does_not_fit() -> None:
    with pytest.raises(InvalidField):
        record(a_site(), shown_now(a_site()), a_decision(edition=9), Device.PHONE, NOW)


def test_a_refusal_grants_nothing() -> None:
    assert record(a_site(), shown_now(a_site()), a_refusal(), Device.PHONE, NOW).grants_nothing


def test_one_counter_alone_is_more_than_nothing() -> None:
    one = a_decision(method=Method.SAVE, categories={}, counters={ZERO: True})
    assert not record(a_site(), shown_now(a_site()), one, Device.PHONE, NOW).grants_nothing


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(minutes=3), timedelta(days=30)])
def test_a_late_answer_holds_since_it_was_given(ago: timedelta) -> None:
    assert believed(NOW - ago, NOW) == NOW - ago


def test_a_clock_that_is_ahead_is_not_believed() -> None:
    assert believed(NOW + timedelta(microseconds=1), NOW) == NOW


def test_a_clock_that_stands_in_the_past_is_believed_as_far_as_can_be() -> None:
    assert believed(NOW - timedelta(days=4000), NOW) == NOW - timedelta(days=30)


@given(moments, moments, moments)
def test_of_two_answers_the_one_decided_first_never_comes_to_be_the_newer(
    one: datetime, other: datetime, now: datetime
) -> None:
    older, newer = sorted((one, other))
    assert believed(older, now) <= believed(newer, now) <= now


def test_nothing_is_granted_that_she_was_not_shown() -> None:
    shown = Shown([ANALYTICS], {METRICA: ANALYTICS})
    kept = record(a_site(), shown, a_decision(), Device.PHONE, NOW)
    assert kept.grants == (NECESSARY, ANALYTICS, METRICA)


def test_nothing_is_granted_that_the_site_no_longer_has() -> None:
    shown = Shown([ANALYTICS, CategoryId("games")], {CounterId("gone"): ANALYTICS})
    kept = record(a_site(), shown, a_decision(), Device.PHONE, NOW)
    assert kept.grants == (NECESSARY, ANALYTICS)


def test_a_counter_follows_the_category_that_she_saw_it_in() -> None:
    shown = Shown([ANALYTICS, ADVERTISING], {METRICA: ADVERTISING})
    decision = a_decision(method=Method.SAVE, categories={ANALYTICS: True, ADVERTISING: False})
    assert record(a_site(), shown, decision, Device.PHONE, NOW).grants == (NECESSARY, ANALYTICS)


def test_what_was_called_necessary_then_is_not_granted_by_that() -> None:
    shown = shown_by([ANALYTICS], {METRICA: NECESSARY}, 3)
    assert record(a_site(), shown, a_decision(), Device.PHONE, NOW).grants == (NECESSARY, ANALYTICS)


def test_where_nobody_knows_what_she_was_shown_only_what_she_names_is_granted() -> None:
    decision = a_decision(categories={ANALYTICS: True}, counters={ZERO: True})
    assert record(a_site(), None, decision, Device.PHONE, NOW).grants == (NECESSARY, ANALYTICS, ZERO)
