"""Before she answers, the page is only the site's: no counter, no beacon, no cookie."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.domain.site import Blocking
from tests.journeys.sites import NAMES, SITES
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.parametrize("site", NAMES)


def test_nothing_runs_and_nothing_is_kept(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    expect(visitor.first_layer.box).to_be_visible()
    if SITES[site].look.layout != "modal":
        visitor.linger(1200)

    assert visitor.recorder.ran == set()
    assert visitor.recorder.cookies == set()
    assert visitor.page.evaluate("localStorage.length") == 0
    assert visitor.standing["status"] == "unknown"


def test_the_counters_wait_in_the_page(visitor: Visitor, site: str) -> None:
    if SITES[site].blocking is Blocking.UNTOUCHED:
        pytest.skip("What stands untouched in the page cannot be told by its markup.")
    visitor.visit(site)

    waiting = set(
        visitor.page.locator("[data-counter]").evaluate_all(
            "held => held.filter(each => each.type === 'text/plain' || !each.src).map(each => each.dataset.counter)"
        )
    )
    assert waiting == {counter.id for counter in SITES[site].counters}


def test_the_banner_moves_nothing(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    expect(visitor.first_layer.box).to_be_visible()
    visitor.page.wait_for_timeout(300)

    assert visitor.page.evaluate("shifts") == []
