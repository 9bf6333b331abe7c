"""Consent calls are plain data, and speak only for their own counter."""

import json
import re
from collections.abc import Sequence

import pytest

from app.catalogue import CatalogueEntry, entries
from app.catalogue.entry import Call

# A global that is called has a dotted name; one that is set may have any name, as Google's with hyphens.
GLOBAL = re.compile(r"=[\w$-]+(\{account\})?|[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*")
TYPES = {
    "functional": {"functionality_storage", "personalization_storage"},
    "analytics": {"analytics_storage"},
    "advertising": {"ad_storage", "ad_user_data", "ad_personalization"},
}

callers = [counter for counter in entries().values() if counter.grant or counter.revoke]


@pytest.mark.parametrize("counter", callers, ids=lambda counter: counter.id)
def test_a_call_is_a_global_and_plain_arguments(counter: CatalogueEntry) -> None:
    for call in (*counter.before, *counter.grant, *counter.revoke):
        name, *arguments = call
        assert isinstance(name, str)
        assert GLOBAL.fullmatch(name)
        assert json.loads(json.dumps(arguments)) == arguments


@pytest.mark.parametrize("counter", callers, ids=lambda counter: counter.id)
def test_only_the_account_is_left_open(counter: CatalogueEntry) -> None:
    open_parts = re.findall(r"\{[a-z:]+\}", json.dumps([*counter.before, *counter.grant, *counter.revoke]))
    assert set(open_parts) <= {"{account}", "{account:number}"}


@pytest.mark.parametrize("counter", [each for each in callers if each.before], ids=lambda counter: counter.id)
def test_who_is_asked_to_await_consent_hears_it_ahead_and_is_told_of_it(counter: CatalogueEntry) -> None:
    places = {str(call[0]) for call in counter.before}
    assert len(places) == 1
    (place,) = places
    assert place.endswith(".push") or place == "localStorage.setItem" or "." not in place
    assert counter.grant


@pytest.mark.parametrize("counter", callers, ids=lambda counter: counter.id)
def test_what_can_be_granted_can_be_revoked(counter: CatalogueEntry) -> None:
    assert counter.revoke


@pytest.mark.parametrize(
    "counter",
    [counter for counter in callers if counter.revoke[0][0] == "gtag"],
    ids=lambda counter: counter.id,
)
def test_a_google_counter_names_the_types_of_its_category_only(counter: CatalogueEntry) -> None:
    for calls, value in ((counter.grant, "granted"), (counter.revoke, "denied")):
        assert _update(calls) == dict.fromkeys(TYPES[counter.category], value)


def _update(calls: Sequence[Call]) -> object:
    (call,) = calls
    assert call[:3] == ["gtag", "consent", "update"]
    return call[3]
