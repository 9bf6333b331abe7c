"""Rates are those of the answers, day by day in the site's time zone."""

from datetime import date, timedelta

from app.domain.device import Device
from app.domain.rates import Answers, Period, answers, granted
from app.domain.showing import Showing
from app.services.record_consent import record_consent
from app.services.record_shown import record_shown
from app.services.view_rates import view_rates
from tests.makers import ANALYTICS, NOW, RU, a_decision, a_record_id, a_refusal, a_site

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
