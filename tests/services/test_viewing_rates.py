"""Rates are those of the answers, day by day in the site's time zone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from app.domain.counter import Counter
from app.domain.crossing import EVERYBODY, Only
from app.domain.decision import Method
from app.domain.device import Device
from app.domain.first_answer import first_answers
from app.domain.ids import CounterId
from app.domain.rates import Answers, Period, Share, answers, granted
from app.domain.showing import Showing
from app.domain.site import Site
from app.domain.tally import Aside
from app.services.record_consent import record_consent
from app.services.record_shown import record_shown
from app.services.transaction import one_commit, writing
from app.services.view_rates import view_rates
from app.store.crossing_tables import CROSSINGS
from tests.makers import (
    ANALYTICS,
    KK,
    NOW,
    RU,
    SOMEBODY_ELSE,
    a_counter,
    a_decision,
    a_record_id,
    a_refusal,
    a_site,
    a_withdrawal,
)
from tests.services.books import visitor

_TODAY = Period(date(2026, 11, 21), date(2026, 11, 21))


def _answer() -> None:
    record_shown(a_site(), Showing(3, None, RU), Device.PHONE, NOW)
    record_consent(a_site(), a_decision(), Device.PHONE, NOW)
    record_consent(a_site(), a_refusal(id=a_record_id(1)), Device.PHONE, NOW)


def test_what_was_answered_in_the_period_is_counted() -> None:
    _answer()
    viewed = view_rates(a_site(), _TODAY)
    assert answers(viewed.sums) == Answers(asked=1, accepted=1, refused=1, chosen=0, withdrawn=0)
    assert granted(viewed.sums, "category", ANALYTICS).rate == 0.5
    assert viewed.before == {}
    assert [edition.number for edition in viewed.editions] == [3]


def test_what_was_answered_before_it_is_compared_with() -> None:
    _answer()
    tomorrow = _TODAY.last + timedelta(days=1)
    viewed = view_rates(a_site(), Period(tomorrow, tomorrow))
    assert viewed.sums == {}
    assert answers(viewed.before).answered == 2


def test_every_day_is_there_and_in_the_zone_of_the_site() -> None:
    late = NOW.replace(hour=20)  # past midnight in Almaty
    record_consent(a_site(), a_decision(decided_at=late), Device.PHONE, late)
    viewed = view_rates(a_site(), Period(_TODAY.first, _TODAY.last + timedelta(days=2)))
    assert [day.accepted for day in viewed.days.values()] == [0, 1, 0]


def test_other_sites_are_others() -> None:
    _answer()
    assert view_rates(a_site(id="cent"), _TODAY).sums == {}


def _counters(number: int) -> tuple[Counter, ...]:
    return tuple(a_counter(CounterId(f"own-{each}"), ANALYTICS, own=True) for each in range(number))


@pytest.mark.parametrize("site", [a_site(), a_site(counters=_counters(60))], ids=["few counters", "many"])
def test_who_looks_at_all_of_one_device_sees_what_everybody_answered(site: Site) -> None:
    """As where all visitors have phones; a long list of counters goes over several rows."""
    some = {counter: number % 3 == 0 for number, counter in enumerate(site.optional_counters())}
    decisions = (
        a_decision(),
        a_refusal(id=a_record_id(1), visitor=SOMEBODY_ELSE),
        a_decision(id=a_record_id(2), visitor=visitor(2), method=Method.SAVE, counters=some, banner=None),
        a_decision(id=a_record_id(3), visitor=visitor(3), method=Method.SAVE, counters=some, language=KK, banner=None),
        a_withdrawal(id=a_record_id(4), visitor=visitor(4)),
    )
    with one_commit():
        for seconds, decision in enumerate(decisions):
            record_shown(site, Showing(3, None, decision.language), Device.PHONE, NOW, Aside("KZ"))
            record_consent(site, decision, Device.PHONE, NOW, Aside("KZ", 4 * seconds))
    everybody = view_rates(site, _TODAY)
    phones = view_rates(site, _TODAY, Only(device="phone"))
    assert sum(count for (of, _, answer), count in phones.sums.items() if (of, answer) == ("counter", "granted")) > 1
    assert first_answers(phones.sums) == first_answers(everybody.sums)
    assert answers(phones.sums) == answers(everybody.sums)
    told = {key: count for key, count in everybody.sums.items() if key[0] != "all"}
    assert {key: count for key, count in phones.sums.items() if key[0] != "all"} == told
    tomorrow = _TODAY.last + timedelta(days=1)
    later = [view_rates(site, Period(tomorrow, tomorrow), only).before for only in (EVERYBODY, Only(device="phone"))]
    assert answers(later[0]) == answers(later[1])
    shares = [{key: count for key, count in before.items() if key[0] in {"category", "counter"}} for before in later]
    assert shares[0] == shares[1] != {}
    assert (phones.days, phones.regions, phones.untold) == (everybody.days, ("KZ",), 0)


def test_answers_of_days_before_what_they_allowed_was_counted_are_told_apart() -> None:
    _answer()
    row = {"site": a_site().id, "day": _TODAY.first, "edition": "3", "language": RU, "device": "phone", "region": ""}
    with writing() as connection:
        connection.execute(insert(CROSSINGS), {**row, "offer": "", "part": 0, "shard": 60, "accepted": 5, "asked": 9})
    viewed = view_rates(a_site(), _TODAY, Only(language="ru"))
    assert (viewed.untold, answers(viewed.sums).accepted) == (5, 6)
    assert granted(viewed.sums, "category", ANALYTICS) == Share(1, 2)


def test_who_was_not_asked_about_a_new_counter_is_not_in_its_rate() -> None:
    site = a_site(counters=_counters(1))
    record_consent(site, a_decision(banner=None, counters={CounterId("own-0"): True}), Device.PHONE, NOW)
    more = replace(site, counters=_counters(2))
    record_consent(more, a_refusal(id=a_record_id(1), visitor=SOMEBODY_ELSE), Device.PHONE, NOW)
    sums = view_rates(more, _TODAY, Only(device="phone")).sums
    assert [granted(sums, "counter", f"own-{each}") for each in range(2)] == [Share(1, 2), Share(0, 1)]
    assert view_rates(more, _TODAY).sums.items() >= {each for each in sums.items() if each[0][0] != "all"}
