"""Whatever happens in whatever order, the sums equal a recount of what was kept."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.domain.access import HERSELF, Occasion
from app.domain.crossing import Only
from app.domain.decision import Decision, Method
from app.domain.device import Device
from app.domain.errors import RecordConflict
from app.domain.ids import NOBODY, VisitorId
from app.domain.rates import Period
from app.domain.showing import Showing
from app.domain.site import Refusals
from app.domain.tally import Aside, Slice, local_day
from app.services.erase_visitor import erase_visitor
from app.services.read_standing import read_standing
from app.services.record_consent import record_consent
from app.services.record_shown import record_shown
from app.services.transaction import reading
from app.services.view_rates import view_rates
from app.store import tallies
from app.store.database import db
from tests.domain.strategies import decisions
from tests.makers import NOW, RU, SOMEBODY_ELSE, VISITOR, a_decision, a_record_id, a_site
from tests.recounting import recounted
from tests.stores import an_app, apply

_SITE = a_site(refusals=Refusals.COUNTED)
_VISITORS = st.sampled_from([VISITOR, SOMEBODY_ELSE])
_ASIDES = st.builds(Aside, st.sampled_from([None, "ZZ", "KZ"]), st.sampled_from([None, 0, 4, 19, 60, 99_999]))
_SOME = (Only(device="phone"), Only(language="ru"), Only(device="computer", region="KZ"))
_DAYS = Period(local_day(_SITE, NOW), local_day(_SITE, NOW + timedelta(days=4)))
_HOURS = st.integers(0, 72).map(lambda hours: timedelta(hours=hours))


@dataclass
class Told:
    """A decision as a page told it, the day when it came, and what became of it."""

    decision: Decision
    device: Device
    day: date
    is_counted: bool
    aside: Aside
    is_erased: bool = False


class Answering(RuleBasedStateMachine):
    """Visitors decide, pages send twice or late, some are erased; the model only remembers what was told."""

    sent: Bundle[Told] = Bundle("sent")

    store = "sqlite"

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._context = an_app(Path(self._folder.name), store=self.store).app_context()
        self._context.push()
        apply(_SITE)
        self._told: list[Told] = []
        self._shown: Counter[tuple[date, str | None]] = Counter()

    @rule(target=sent, drawn=st.data(), visitor=_VISITORS, aside=_ASIDES, after=_HOURS)
    def decide(self, drawn: st.DataObject, visitor: VisitorId, aside: Aside, after: timedelta) -> Told:
        device = drawn.draw(st.sampled_from(Device))
        drawn_decision = drawn.draw(st.sampled_from(Method).flatmap(lambda method: decisions(_SITE, method)))
        decision = replace(drawn_decision, visitor=visitor, id=a_record_id(len(self._told)))
        if decision.method not in {Method.REJECT_ALL, Method.WITHDRAW}:
            decision = replace(decision, edition=_SITE.edition.number)  # that of the banner, which nothing else grants
        asks = read_standing(_SITE, visitor, NOW + after).ask
        recorded = record_consent(_SITE, decision, device, NOW + after, aside)
        assert recorded.is_new
        day = local_day(_SITE, NOW + after)
        counted = aside if asks else Aside(aside.region)
        told = Told(decision, device, day, is_counted=recorded.visitor == NOBODY, aside=counted)
        self._told.append(told)
        return told

    @rule(told=sent, after=_HOURS)
    def send_again(self, told: Told, after: timedelta) -> None:
        if told.is_erased:
            with pytest.raises(RecordConflict):
                record_consent(_SITE, told.decision, told.device, NOW + after)
        else:
            assert not record_consent(_SITE, told.decision, told.device, NOW + after).is_new

    @rule(told=sent)
    def send_an_acceptance_under_the_same_id(self, told: Told) -> None:
        other = a_decision(id=told.decision.id, visitor=told.decision.visitor, page="https://cap.kz/another")
        with pytest.raises(RecordConflict):
            record_consent(_SITE, other, told.device, NOW)

    @rule(after=_HOURS, aside=_ASIDES)
    def show(self, after: timedelta, aside: Aside) -> None:
        record_shown(_SITE, Showing(3, None, RU), Device.PHONE, NOW + after, Aside(aside.region))
        self._shown[local_day(_SITE, NOW + after), aside.region] += 1

    @rule(visitor=_VISITORS)
    def erase(self, visitor: VisitorId) -> None:
        erase_visitor(_SITE, visitor, Occasion(HERSELF, NOW))
        for told in self._told:
            told.is_erased |= told.decision.visitor == visitor and not told.is_counted

    @invariant()
    def sums_equal_a_recount(self) -> None:
        with reading() as connection:
            counted = tallies.counts(connection, _SITE.id)
        expected = Counter(each for told in self._told for each in _recounted(told))
        for (day, region), times in self._shown.items():
            values = [("all", ""), ("device", "phone"), ("edition", "3"), ("language", "ru")]
            values += [] if region is None else [("region", region)]
            expected.update({Slice(day, *value, "asked"): times for value in values})
        assert counted == expected

    @invariant()
    def sums_of_some_equal_a_recount_of_theirs(self) -> None:
        for only in _SOME:
            expected = Counter(
                (
                    each.dimension,
                    "" if each.answer == "withdrawn" and each.dimension == "all" else each.value,
                    each.answer,
                )
                for told in self._told
                if _is_of(only, told.decision.language, told.device, told.aside.region)
                for each in _recounted(told)
            )
            for (_, region), times in self._shown.items():
                if _is_of(only, RU, Device.PHONE, region):
                    values = [("all", ""), ("device", "phone"), ("edition", "3"), ("language", "ru")]
                    values += [] if region is None else [("region", region)]
                    expected.update({(*value, "asked"): times for value in values})
            assert view_rates(_SITE, _DAYS, only).sums == expected

    def teardown(self) -> None:
        db.engine.dispose()
        self._context.pop()
        self._folder.cleanup()


def _is_of(only: Only, language: str, device: Device, region: str | None) -> bool:
    told = {"language": language, "device": device.value, "region": region}
    return all(told[dimension] == value for dimension, value in only.wanted().items())


def _recounted(told: Told) -> Iterator[Slice]:
    decision = told.decision
    granted: set[str] = {name for name in _SITE.optional_categories() if decision.categories.get(name, False)}
    for counter, category in _SITE.optional_counters().items():
        if decision.counters.get(counter, decision.categories.get(category, False)):
            granted.add(counter)
    return recounted(_SITE, decision, granted, told.device, told.day, aside=told.aside)


def test_the_sums_equal_a_recount(store: str) -> None:
    machine = type("Here", (Answering,), {"store": store})
    run_state_machine_as_test(machine, settings=settings(max_examples=12, stateful_step_count=15))
