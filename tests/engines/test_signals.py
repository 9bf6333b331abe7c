"""Signals, regions and frames, in Firefox and in WebKit."""

from __future__ import annotations

import pytest

from tests.banner.pages import html
from tests.banner.service import Service as StandIn
from tests.banner.service import sample_settings
from tests.engines.visitor import Visitor
from tests.engines.waiting import until

TAG = '<script src="/v1/sites/studyexpert/kelisim.js"></script>'
COUNTER = '<script type="text/plain" data-category="analytics">window.ran = true</script>'
OBJECTING = "<script>Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})</script>"


def _open(visitor: Visitor, stand_in: StandIn, body: str = COUNTER, *, head: str = TAG) -> None:
    stand_in.pages["/"] = html(body, head=head)
    visitor.driver.get(stand_in.url())
    visitor.await_banner()


def _sent(stand_in: StandIn) -> dict[str, object]:
    until(lambda: stand_in.sent("consents"), "nothing was recorded")
    return stand_in.sent("consents")[-1].json


def test_a_browser_that_objects_keeps_advertising_off(visitor: Visitor, stand_in: StandIn) -> None:
    _open(visitor, stand_in, head=OBJECTING + TAG)
    assert visitor.text_of("notice") == sample_settings()["languages"]["ru"]["gpc"]
    visitor.press("accept")
    until(lambda: visitor.ask("return window.ran"), "what she allowed did not run")

    assert visitor.standing["categories"]["advertising"] is False
    assert _sent(stand_in)["signals"] == {"gpc": True}


def test_where_she_may_opt_out_all_runs_until_she_refuses(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.settings = sample_settings(regime="opt-out", modules={"optOut": True})
    _open(visitor, stand_in)
    until(lambda: visitor.ask("return window.ran"), "nothing ran")
    visitor.press("reject")
    assert _sent(stand_in)["method"] == "reject-all"
    visitor.reload()

    assert not visitor.ask("return window.ran")
    assert visitor.sees("banner") is None


def test_where_she_may_opt_out_her_browser_does_it_for_her(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.settings = sample_settings(regime="opt-out", modules={"optOut": True})
    _open(visitor, stand_in, head=OBJECTING + TAG)

    assert _sent(stand_in)["method"] == "gpc"
    assert not visitor.ask("return window.ran")
    assert visitor.sees("banner") is None


@pytest.mark.parametrize("answer", ["accept", "reject"])
def test_frames_leave_the_question_to_the_page_and_follow_its_answer(
    visitor: Visitor, stand_in: StandIn, answer: str
) -> None:
    stand_in.pages["/framed"] = html(COUNTER, head=TAG)
    _open(visitor, stand_in, '<iframe src="/framed"></iframe><iframe src="/framed"></iframe>' + COUNTER)
    until(
        lambda: visitor.ask("return Array.from(frames).every((frame) => frame.kelisim?.standing)"),
        "no frame had a banner",
    )
    visitor.press(answer)
    _sent(stand_in)
    until(
        lambda: not visitor.ask("return Array.from(frames).some((frame) => frame.kelisim.standing.ask)"),
        "a frame did not follow",
    )
    if answer == "accept":
        until(lambda: visitor.ask("return [window, ...Array.from(frames)].every((each) => each.ran)"), "not all ran")

    assert (
        visitor.ask("return [window, ...Array.from(frames)].map((each) => Boolean(each.ran))")
        == [answer == "accept"] * 3
    )
    assert visitor.ask("return Array.from(frames).map((each) => each.document.querySelector('kelisim-banner'))") == [
        None,
        None,
    ]
    assert len(stand_in.sent("consents")) == 1
