"""Before she answers, the page is only the site's: no counter, no beacon, no cookie."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.domain.site import Blocking
from tests.journeys.sites import NAMES, SITES
from tests.journeys.visitor import Visitor

_MARKED_UP = [name for name in NAMES if SITES[name].blocking is Blocking.MARKED]


@pytest.mark.parametrize("site", NAMES)
def test_nothing_runs_and_nothing_is_kept(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    expect(visitor.first_layer.box).to_be_visible()
    if SITES[site].look.layout != "modal":
        visitor.linger(1200)

    assert visitor.recorder.ran == set()
    assert visitor.recorder.cookies == set()
    assert visitor.page.evaluate("localStorage.length") == 0
    assert visitor.standing["status"] == "unknown"


@pytest.mark.parametrize("site", _MARKED_UP)
def test_the_counters_wait_in_the_page(visitor: Visitor, site: str) -> None:
    visitor.visit(site)

    waiting = set(
        visitor.page.locator("[data-counter]").evaluate_all(
            "held => held.filter(each => each.type === 'text/plain' || !each.src).map(each => each.dataset.counter)"
        )
    )
    assert waiting == {counter.id for counter in SITES[site].counters}


@pytest.mark.parametrize("site", NAMES)
def test_the_banner_moves_nothing(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    expect(visitor.first_layer.box).to_be_visible()
    visitor.page.wait_for_timeout(300)

    assert visitor.page.evaluate("shifts") == []
