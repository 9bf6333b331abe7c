"""One click refuses everything, for good."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.sites import NAMES
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.parametrize("site", NAMES)


def test_nothing_runs_then_or_later(visitor: Visitor, site: str) -> None:
    visitor.visit(site)
    visitor.press(visitor.first_layer.reject)
    visitor.await_answer_kept()
    visitor.linger()
    visitor.next_page()
    visitor.linger(600)
    visitor.reload()
    visitor.linger(300)

    expect(visitor.first_layer.box).to_have_count(0)
    assert visitor.recorder.ran == set()
    assert visitor.recorder.cookies == {"kelisim"}
    assert visitor.standing["status"] == "refused"
    assert visitor.page.evaluate("shifts") == []
