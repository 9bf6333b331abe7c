"""Each counter can be allowed by itself, and then exactly that one runs."""

from __future__ import annotations

import pytest

from tests.journeys.sites import COUNTERS, SITES, owner_of
from tests.journeys.visitor import Visitor


@pytest.mark.parametrize(("site", "counter"), COUNTERS)
def test_exactly_the_one_that_she_allowed_runs(visitor: Visitor, site: str, counter: str) -> None:
    visitor.visit(site)
    visitor.allow_only(counter)
    visitor.await_runs({counter})
    visitor.await_answer_kept()
    visitor.page.wait_for_timeout(300)

    assert visitor.recorder.ran == {counter}
    set_by_counters = visitor.recorder.cookies - {"kelisim"}
    assert {owner_of(site, cookie) for cookie in set_by_counters} <= {counter}

    in_page = visitor.standing
    assert [name for name, allowed in in_page["counters"].items() if allowed] == [counter]
    on_server = visitor.ask_service(f"{site}/visitors/{in_page['visitor']}")
    assert on_server["counters"] == in_page["counters"]


@pytest.mark.parametrize("site", sorted(SITES))
def test_a_category_without_one_counter_runs_the_others(visitor: Visitor, site: str) -> None:
    analytics = [str(each.id) for each in SITES[site].counters if each.category == "analytics"]
    unwanted, *wanted = analytics

    visitor.visit(site)
    visitor.first_layer.customise.click()
    visitor.second_layer.switch("analytics").check()
    visitor.second_layer.switch(unwanted).uncheck()
    visitor.press(visitor.second_layer.save)
    visitor.await_runs(set(wanted))
    visitor.page.wait_for_timeout(300)

    assert visitor.recorder.ran == set(wanted)
