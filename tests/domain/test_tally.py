"""What the daily sums count."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.decision import Decision, Method
from app.domain.device import Device
from app.domain.showing import Showing
from app.domain.tally import Aside, Slice, local_day, slices_of_record, slices_of_showing
from tests.domain.strategies import decisions, sites
from tests.makers import (
    ALL_REFUSED,
    ANALYTICS,
    NOW,
    RU,
    ZERO,
    a_decision,
    a_record,
    a_refusal,
    a_site,
    a_withdrawal,
    recorded,
)

_DAY = date(2026, 11, 21)


def _answer(decision: Decision) -> str:
    slices = slices_of_record(a_site(), recorded(decision, a_site(), Device.PHONE))
    return next(each.answer for each in slices if each.dimension == "all")


@pytest.mark.parametrize(
    ("decision", "answer"),
    [
        (a_decision(), "accepted"),
        (a_refusal(), "refused"),
        (a_withdrawal(), "withdrawn"),
        (a_decision(method=Method.SAVE, categories={ANALYTICS: True}), "chosen"),
        (a_decision(method=Method.SAVE), "chosen"),
        (a_refusal(method=Method.SAVE), "refused"),
        (a_refusal(method=Method.GPC), "refused"),
        (a_decision(method=Method.GPC, categories={ANALYTICS: True}), "chosen"),
        (a_decision(method=Method.API, categories={ANALYTICS: True}), "chosen"),
        (a_decision(method=Method.API, categories=ALL_REFUSED), "refused"),
        (a_decision(categories={}), "refused"),
    ],
)
def test_an_answer_is_counted_by_what_it_grants(decision: Decision, answer: str) -> None:
    assert _answer(decision) == answer


def test_a_record_is_counted_by_edition_language_device_category_and_counter() -> None:
    one_counter_less = a_record(method=Method.SAVE, counters={ZERO: False})
    assert set(slices_of_record(a_site(), one_counter_less)) == {
        Slice(_DAY, "all", "", "chosen"),
        Slice(_DAY, "edition", "3", "chosen"),
        Slice(_DAY, "language", "ru", "chosen"),
        Slice(_DAY, "device", "computer", "chosen"),
        Slice(_DAY, "category", "functional", "granted"),
        Slice(_DAY, "category", "analytics", "granted"),
        Slice(_DAY, "category", "advertising", "granted"),
        Slice(_DAY, "counter", "yandex-metrica", "granted"),
        Slice(_DAY, "counter", "zero-kz", "denied"),
        Slice(_DAY, "counter", "meta-pixel", "granted"),
        Slice(_DAY, "counter", "jivo", "granted"),
    }


def test_a_showing_is_counted_as_asked() -> None:
    assert slices_of_showing(a_site(), Showing(3, None, RU), Device.PHONE, NOW) == (
        Slice(_DAY, "all", "", "asked"),
        Slice(_DAY, "device", "phone", "asked"),
        Slice(_DAY, "edition", "3", "asked"),
        Slice(_DAY, "language", "ru", "asked"),
    )


def test_it_is_counted_by_how_long_it_took_and_by_region_where_that_is_known() -> None:
    slices = set(slices_of_record(a_site(), a_record(), Aside("KZ", 4)))
    assert slices >= {Slice(_DAY, "all", "3", "accepted"), Slice(_DAY, "region", "KZ", "accepted")}
    assert Slice(_DAY, "all", "", "accepted") not in slices


def test_a_showing_to_a_robot_is_counted_apart() -> None:
    assert slices_of_showing(a_site(), Showing(3, None, RU), None, NOW, Aside("KZ")) == (
        Slice(_DAY, "robot", "", "asked"),
    )


def test_a_day_ends_at_midnight_where_the_site_is() -> None:
    evening = datetime(2026, 11, 21, 18, 59, tzinfo=UTC)
    assert local_day(a_site(), evening) == date(2026, 11, 21)
    assert local_day(a_site(), evening.replace(hour=19)) == date(2026, 11, 22)


@given(st.data())
def test_rows_are_counted_once_each_and_always_in_the_same_order(data: st.DataObject) -> None:
    site = data.draw(sites())
    slices = slices_of_record(site, recorded(data.draw(decisions(site)), site, Device.PHONE), Aside("KZ", 3))
    assert list(slices) == sorted(set(slices))
