"""Answers and showings are counted by variant, where a site compares its banner with others, and nowhere else."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from app.domain.device import Device
from app.domain.ids import NOBODY
from app.domain.showing import Showing
from app.domain.site import Refusals, Site
from app.services.issue_receipt import screen_of
from app.services.record_consent import record_consent
from app.services.record_shown import record_shown
from app.services.transaction import reading
from app.store import tallies
from app.store.consents import kept
from app.store.database import db
from tests.comparing import a_comparing_site, a_comparison, revision_in
from tests.makers import NOW, RU, SOMEBODY_ELSE, VISITOR, a_decision, a_record_id, a_refusal, a_site, a_withdrawal
from tests.stores import apply

SITE = a_comparing_site()
A, B = (f"{a_comparison().id}/{letter}" for letter in "ab")


def _counted(site: Site = SITE) -> dict[tuple[str, str], int]:
    with reading() as connection:
        counts = tallies.counts(connection, site.id)
    return {(each.value, each.answer): count for each, count in counts.items() if each.dimension == "variant"}


def test_what_she_was_shown_and_answered_is_counted_under_its_variant() -> None:
    apply(SITE)
    for letter, device in (("a", Device.PHONE), ("b", Device.PHONE), ("b", Device.COMPUTER), ("b", None)):
        record_shown(SITE, Showing(3, revision_in(SITE, letter), RU), device, NOW)
    record_consent(SITE, a_decision(banner=revision_in(SITE, "b")), Device.PHONE, NOW)
    refusal = a_refusal(banner=revision_in(SITE, "a"), visitor=SOMEBODY_ELSE, id=a_record_id(1))
    record_consent(SITE, refusal, Device.PHONE, NOW)
    record_consent(SITE, refusal, Device.PHONE, NOW)
    assert _counted() == {(A, "asked"): 1, (B, "asked"): 2, (B, "accepted"): 1, (A, "refused"): 1}


def test_who_changes_an_answer_that_holds_is_counted_once() -> None:
    apply(SITE)
    banner = revision_in(SITE, "b")
    record_consent(SITE, a_decision(banner=banner), Device.PHONE, NOW)
    later = NOW + timedelta(minutes=5)
    withdrawal = a_withdrawal(id=a_record_id(1), banner=banner, decided_at=later)
    record_consent(SITE, withdrawal, Device.PHONE, later)
    assert _counted() == {(B, "accepted"): 1}
    expired = later + SITE.validity
    record_consent(SITE, a_refusal(id=a_record_id(2), banner=banner, decided_at=expired), Device.PHONE, expired)
    assert _counted() == {(B, "accepted"): 1, (B, "refused"): 1}


def test_a_refusal_that_is_only_counted_is_counted_by_variant_and_names_nobody() -> None:
    site = a_comparing_site(refusals=Refusals.COUNTED)
    apply(site)
    refusal = a_refusal(visitor=NOBODY, banner=revision_in(site, "b"))
    assert record_consent(site, refusal, Device.PHONE, NOW).visitor == NOBODY
    assert _counted(site) == {(B, "refused"): 1}


@pytest.mark.parametrize("banner", [None, "a1f0b2c3d4e5"])
def test_a_banner_that_is_none_of_them_is_counted_under_none(banner: str | None) -> None:
    apply(SITE)
    record_shown(SITE, Showing(3, banner, RU), Device.PHONE, NOW)
    record_consent(SITE, a_refusal(banner=banner), Device.PHONE, NOW)
    assert _counted() == {}


def test_what_was_shown_before_they_were_compared_is_counted_under_none() -> None:
    before = a_decision()
    apply(SITE)
    record_consent(SITE, before, Device.PHONE, NOW)
    assert _counted() == {}


def test_her_record_says_which_she_was_shown_also_when_the_comparison_is_over() -> None:
    apply(SITE)
    record_consent(SITE, a_decision(banner=revision_in(SITE, "b")), Device.PHONE, NOW)
    apply(a_site())
    with reading() as connection:
        record = kept(connection, SITE.id, VISITOR, a_record_id())
        assert record is not None
        screen = screen_of(connection, a_site(), record)
    assert screen.is_exact
    assert screen.shown["variant"] == B
    assert screen.shown["look"] == ["bar", "bottom"]
    assert screen.shown["first"]["ru"]["body"] == "Коротко."


def test_a_site_that_compares_nothing_pays_nothing() -> None:
    for number in (8, 9):  # the second finds the offer kept
        record_consent(a_site(), a_decision(id=a_record_id(number)), Device.PHONE, NOW)
    said: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *about: said.append(about[2]))
    record_consent(a_site(), a_decision(id=a_record_id(1), visitor=SOMEBODY_ELSE), Device.PHONE, NOW)
    without = len(said)
    apply(SITE)
    decision = a_decision(id=a_record_id(2), visitor=SOMEBODY_ELSE, banner=revision_in(SITE, "b"))
    record_consent(SITE, decision, Device.PHONE, NOW)
    said.clear()
    decision = a_decision(id=a_record_id(3), visitor=VISITOR, banner=revision_in(SITE, "b"))
    record_consent(SITE, decision, Device.PHONE, NOW)
    assert len(said) == without
