"""Google's consent mode: all seven types, each decided by the counter that asks for it, else by its category."""

from typing import Any

import pytest

from app.domain.ids import CounterId
from app.domain.site import ConsentMode
from app.services.composing.settings import settings_of
from app.services.composing.shown import shown_by
from tests.makers import ADVERTISING, ANALYTICS, METRICA, a_counter, a_site

_ADS = CounterId("google-ads")


def _told(mode: ConsentMode, *types: str) -> dict[str, Any]:
    grant = (("=on", True), ("gtag", "consent", "update", dict.fromkeys(types, "granted")))
    revoke = (("gtag", "consent", "update", dict.fromkeys(types, "denied")),)
    counters = (a_counter(METRICA, ANALYTICS), a_counter(_ADS, ADVERTISING, grant=grant, revoke=revoke))
    site = a_site(counters=counters, consent_mode=mode)
    return settings_of(site, "a1f0b2c3d4e5", shown_by(site))


def test_a_site_without_googles_counters_has_no_consent_mode() -> None:
    assert "modules" not in settings_of(a_site(), "a1f0b2c3d4e5", shown_by(a_site()))


def test_every_type_is_decided_once() -> None:
    told = _told(ConsentMode(), "ad_storage", "ad_user_data")
    assert told["modules"]["consentMode"] == {
        "types": {
            "necessary": "security_storage",
            "functional": "functionality_storage personalization_storage",
            "analytics": "analytics_storage",
            "advertising": "ad_personalization",
            "google-ads": "ad_storage ad_user_data",
        }
    }


def test_what_consent_mode_says_a_counter_does_not_say_again() -> None:
    counter = _told(ConsentMode(), "ad_storage")["counters"]["google-ads"]
    assert (counter["grant"], counter["revoke"]) == ([["=on", True]], [])


def test_without_consent_mode_the_counter_says_it() -> None:
    told = _told(ConsentMode(mode="none"), "ad_storage")
    assert "consentMode" not in told["modules"]
    assert told["counters"]["google-ads"]["revoke"] == [["gtag", "consent", "update", {"ad_storage": "denied"}]]


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (ConsentMode(wait_for_update=500), {"wait_for_update": 500}),
        (ConsentMode(regions=("KZ", "US-CA")), {"region": ["KZ", "US-CA"]}),
        (ConsentMode(ads_data_redaction=True), {"set": {"ads_data_redaction": True}}),
        (ConsentMode(url_passthrough=True), {"set": {"url_passthrough": True}}),
    ],
)
def test_what_the_site_says_about_it_is_told(mode: ConsentMode, told: dict[str, Any]) -> None:
    module = _told(mode, "ad_storage")["modules"]["consentMode"]
    assert {name: value for name, value in module.items() if name != "types"} == told
