"""Answers of some visitors: of one edition, language, device or region, or of several at once."""

from datetime import date

from app.domain.crossing import (
    UNTOLD,
    Cell,
    Crossing,
    Offer,
    Only,
    crossing_of_record,
    crossing_of_showing,
    id_of,
    sums_of,
)
from app.domain.decision import Method
from app.domain.device import Device
from app.domain.rates import Share, answers, granted
from app.domain.showing import Showing
from app.domain.tally import Aside
from tests.makers import NOW, RU, ZERO, a_record, a_site

_DAY = date(2026, 11, 21)
_ALL = Offer(("functional", "analytics", "advertising"), ("yandex-metrica", "zero-kz", "meta-pixel", "jivo"))
_TWO = Offer(("analytics",), ("jivo",))
_OFFERS = {"both": _TWO, "one": Offer(("analytics",), ())}
_NEVER = (0,) * 24


def _cell(offer: str, answers: tuple[int, ...], *allowed: int, language: str = "ru", start: int = 0) -> Cell:
    return Cell("3", language, "phone", "", offer, start, answers, _NEVER, allowed)


def test_who_leaves_nobody_out_looks_at_everybody() -> None:
    assert not Only()
    assert Only(device="phone")
    assert Only(device="phone", region="KZ").wanted() == {"device": "phone", "region": "KZ"}


def test_an_answer_is_counted_with_all_that_is_told_of_it() -> None:
    one_counter_less = a_record(method=Method.SAVE, counters={ZERO: False})
    assert crossing_of_record(a_site(), one_counter_less, Aside("KZ", 4)) == Crossing(
        _DAY, "3", "ru", "computer", "KZ", _ALL, "chosen", "3", (0, 1, 2, 3, 5, 6)
    )


def test_a_showing_is_counted_as_asked() -> None:
    shown = crossing_of_showing(a_site(), Showing(3, None, RU), Device.PHONE, NOW)
    assert shown == Crossing(_DAY, "3", "ru", "phone", "", _ALL, "asked", "", ())


def test_an_offer_is_counted_under_a_name_that_stays() -> None:
    assert id_of(_TWO) == "il8Mxuut"
    assert id_of(_TWO) != id_of(Offer(("analytics", "jivo"), ()))


def test_who_was_not_asked_about_something_is_not_in_its_rate() -> None:
    sums = sums_of([_cell("both", (9, 3, 1, 1, 0), 4, 2), _cell("one", (5, 2, 3, 0, 1), 2)], _OFFERS)
    assert granted(sums, "category", "analytics") == Share(6, 11)
    assert granted(sums, "counter", "jivo") == Share(2, 5)
    assert answers(sums).asked == answers(sums, "device", "phone").asked == 14


def test_of_older_days_only_the_answers_are_told() -> None:
    sums = sums_of([_cell(UNTOLD, (9, 3, 1, 1, 0)), _cell("one", (1, 1, 0, 0, 0), 1)], _OFFERS)
    assert (answers(sums).answered, granted(sums, "category", "analytics")) == (6, Share(1, 1))


def test_a_long_offer_goes_on_in_another_cell() -> None:
    sums = sums_of([_cell("both", (4, 2, 1, 0, 0), 2), _cell("both", (0,) * 5, 1, start=1)], _OFFERS)
    assert granted(sums, "counter", "jivo") == Share(1, 3)


def test_what_nobody_told_has_no_sum() -> None:
    sums = sums_of([_cell("one", (0, 0, 2, 0, 0), 0, language="kk")], _OFFERS)
    assert sums == {
        ("all", "", "refused"): 2,
        ("edition", "3", "refused"): 2,
        ("language", "kk", "refused"): 2,
        ("device", "phone", "refused"): 2,
        ("category", "analytics", "denied"): 2,
    }
