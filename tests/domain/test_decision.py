"""What a decision may say at a site."""

import pytest

from app.domain.decision import Decision, Method, check
from app.domain.errors import InvalidField
from app.domain.ids import NECESSARY, CategoryId, CounterId, Language
from app.domain.shown import Shown
from tests.makers import (
    ADVERTISING,
    ALL_GRANTED,
    ALL_REFUSED,
    ANALYTICS,
    METRICA,
    PIXEL,
    SESSION,
    a_decision,
    a_refusal,
    a_site,
    a_withdrawal,
    shown_now,
)


def _fault(decision: Decision) -> tuple[str, str]:
    with pytest.raises(InvalidField) as caught:
        check(a_site(), shown_now(a_site()), decision)
    return caught.value.field, str(caught.value)


@pytest.mark.parametrize(
    "decision",
    [
        a_decision(),
        a_refusal(),
        a_withdrawal(),
        a_decision(method=Method.SAVE, counters={PIXEL: False}),
        a_decision(method=Method.GPC, categories=ALL_REFUSED),
        a_decision(edition=1),
        a_decision(categories={**ALL_GRANTED, NECESSARY: True}),
        a_refusal(categories={**ALL_REFUSED, NECESSARY: True}),
        a_decision(categories={}),
    ],
)
def test_a_decision_that_fits_the_site_is_taken(decision: Decision) -> None:
    check(a_site(), shown_now(a_site()), decision)


def test_a_category_of_another_site_is_refused() -> None:
    assert _fault(a_decision(categories={CategoryId("games"): True})) == (
        "categories.games",
        "This site has no such category.",
    )


def test_a_counter_of_another_site_is_refused() -> None:
    assert _fault(a_decision(counters={CounterId("hotjar"): True}))[0] == "counters.hotjar"


def test_a_counter_that_is_necessary_cannot_be_answered() -> None:
    assert _fault(a_decision(method=Method.SAVE, counters={SESSION: False}))[0] == "counters.own-session"


def test_what_is_necessary_cannot_be_refused() -> None:
    refusing = a_decision(method=Method.SAVE, categories={NECESSARY: False})
    assert _fault(refusing) == ("categories.necessary", "What is necessary is always granted.")


def test_an_edition_yet_to_come_is_refused() -> None:
    assert _fault(a_decision(edition=4)) == ("edition", "The newest edition of this site's policy is 3.")


def test_accepting_all_cannot_refuse_a_category() -> None:
    assert _fault(a_decision(categories={**ALL_GRANTED, ANALYTICS: False}))[0] == "method"


def test_accepting_all_cannot_refuse_a_counter() -> None:
    assert _fault(a_decision(counters={METRICA: False}))[0] == "method"


@pytest.mark.parametrize("method", [Method.REJECT_ALL, Method.WITHDRAW])
def test_refusing_all_cannot_grant_a_category(method: Method) -> None:
    granting = a_decision(method=method, categories={ANALYTICS: True})
    assert _fault(granting) == ("method", f"{method} cannot grant anything; use save.")


@pytest.mark.parametrize("method", [Method.REJECT_ALL, Method.WITHDRAW])
def test_refusing_all_cannot_grant_a_counter(method: Method) -> None:
    assert _fault(a_refusal(method=method, counters={METRICA: True}))[0] == "method"


@pytest.mark.parametrize("method", [Method.REJECT_ALL, Method.WITHDRAW])
def test_a_refusal_of_what_the_site_has_dropped_is_kept(method: Method) -> None:
    late = a_decision(
        method=method,
        categories={CategoryId("games"): False},
        counters={CounterId("gone"): False},
        language=Language("de"),
    )
    check(a_site(), shown_now(a_site()), late)


def test_a_decision_may_speak_of_what_she_was_shown_and_the_site_has_dropped() -> None:
    shown = Shown([CategoryId("games")], {CounterId("gone"): CategoryId("games")})
    late = a_decision(categories={CategoryId("games"): True}, counters={CounterId("gone"): True})
    check(a_site(), shown, late)


@pytest.mark.parametrize("method", Method)
def test_no_decision_is_about_an_edition_that_is_not_there(method: Method) -> None:
    assert _fault(a_decision(method=method, categories={}, edition=4))[0] == "edition"


def test_accepting_all_leaves_advertising_off_where_the_browser_objects_to_it() -> None:
    without = {**ALL_GRANTED, ADVERTISING: False}
    check(a_site(), shown_now(a_site()), a_decision(categories=without, gpc=True))
    assert _fault(a_decision(categories=without))[0] == "method"
    assert _fault(a_decision(categories={**without, ANALYTICS: False}, gpc=True))[0] == "method"
