"""One click allows everything: all counters of the site run, at once and on every page."""

from __future__ import annotations

import pytest

from tests.journeys.sites import NAMES, SITES, counters_of, owner_of
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.parametrize("site", NAMES)


def test_every_counter_runs(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    visitor.press(visitor.first_layer.accept)

    visitor.await_runs(counters_of(site))
    assert visitor.recorder.ran == counters_of(site)
    assert visitor.standing["status"] == "given"


def test_every_counter_runs_on_the_next_page_too(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    visitor.press(visitor.first_layer.accept)
    visitor.await_answer_kept()
    visitor.come_to_next_page()

    # What hangs on a place in the page (a video, an advertisement) is on the first page only.
    everywhere = counters_of(site) - {"youtube"}
    visitor.await_runs(everywhere)
    assert visitor.recorder.ran == everywhere


def test_every_cookie_has_an_owner_whom_the_visitor_was_told_of(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    visitor.press(visitor.first_layer.accept)
    visitor.await_runs(counters_of(site))
    visitor.page.wait_for_timeout(500)

    set_by_counters = visitor.recorder.cookies - {"kelisim"}
    assert set_by_counters
    assert {cookie for cookie in set_by_counters if owner_of(site, cookie) is None} == set()


def test_the_page_does_not_move(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    visitor.press(visitor.first_layer.accept)
    visitor.await_runs(counters_of(site))
    visitor.page.wait_for_timeout(500)

    assert visitor.page.evaluate("shifts") == []


def test_the_server_reads_the_same_answer_as_the_page(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    visitor.press(visitor.first_layer.accept)
    visitor.await_answer_kept()

    in_page = visitor.standing
    on_server = visitor.ask_service(f"{site}/visitors/{in_page['visitor']}")
    for part in ("visitor", "status", "ask", "edition", "categories", "counters"):
        assert on_server[part] == in_page[part]
    assert set(on_server["counters"]) == {counter.id for counter in SITES[site].counters}
