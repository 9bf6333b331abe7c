"""The settings that a banner carries are what its `types.d.ts` declares, and true."""

from typing import Any

import pytest

from app.domain.counter import Cookie
from app.domain.ids import CounterId
from app.domain.look import Look
from app.domain.regime import Regime
from app.domain.site import Refusals, Site
from app.services.composing.settings import settings_of
from app.services.composing.shown import shown_by
from tests.makers import (
    ADVERTISING,
    ANALYTICS,
    FUNCTIONAL,
    JIVO,
    METRICA,
    a_counter,
    a_site,
)
from tests.services.composing.declared import allowed, needed

GOOGLE = CounterId("google-ads")


def _settings(site: Site) -> dict[str, Any]:
    return settings_of(site, "a1f0b2c3d4e5", shown_by(site))


def _counter(**facts: Any) -> dict[str, Any]:
    told: dict[str, Any] = _settings(a_site(counters=(a_counter(METRICA, ANALYTICS, **facts),)))["counters"][METRICA]
    return told


def _plainest() -> Site:
    return a_site(counters=(a_counter(METRICA, ANALYTICS, cookies=()),), requires=())


def _fullest() -> Site:
    counter = a_counter(JIVO, FUNCTIONAL, storage=("jv_*",), grant=(("jivo_on",),), revoke=(("jivo_off",),))
    google = a_counter(GOOGLE, ADVERTISING, grant=(("gtag", "consent", "update", {"ad_storage": "granted"}),))
    return a_site(counters=(counter, google), refusals=Refusals.COUNTED, cookie_path="/shop")


def test_only_declared_settings_are_told_and_every_needed_one() -> None:
    assert needed("Settings") <= _settings(_plainest()).keys() <= allowed("Settings")
    fullest = _fullest()
    told = settings_of(fullest, "a1f0b2c3d4e5", shown_by(fullest), Regime.OPT_OUT)
    assert told.keys() == allowed("Composed")


def test_only_declared_facts_of_a_counter_are_told_and_every_needed_one() -> None:
    assert _settings(_plainest())["counters"][METRICA].keys() == needed("Counter")
    assert _settings(_fullest())["counters"][JIVO].keys() == allowed("Counter")


def test_the_settings_of_a_site() -> None:
    told = _settings(a_site(look=Look("bar", "top")))
    assert {name: told[name] for name in told if name not in {"languages", "counters"}} == {
        "site": "cap",
        "banner": "a1f0b2c3d4e5",
        "edition": 3,
        "asks": 3,
        "validity": 15_552_000,
        "hosts": ["cap.kz"],
        "layout": "bar",
        "position": "top",
        "policy": "https://cap.kz/privacy",
        "categories": ["functional", "analytics", "advertising"],
        "modules": {"bar": True},
    }
    assert list(told["languages"]) == ["ru", "kk", "en"]


def test_a_necessary_counter_is_told_too() -> None:
    assert _settings(a_site())["counters"]["own-session"]["category"] == "necessary"


def test_a_site_that_counts_refusals_says_so() -> None:
    assert _settings(a_site(refusals=Refusals.COUNTED))["refusals"] == "counted"


def test_a_cookie_below_a_path_says_where() -> None:
    assert _settings(a_site(cookie_path="/shop"))["path"] == "/shop"


def test_cookies_become_one_pattern_without_those_of_the_vendors_own_domain() -> None:
    cookies = (
        Cookie("_ym_uid", "P1Y", third=False),
        Cookie("_ym.visorc*", "PT30M", third=False),
        Cookie("yandexuid", "P1Y", third=True),
    )
    assert _counter(cookies=cookies)["cookies"] == r"_ym_uid|_ym\.visorc.*"


def test_keys_in_storage_become_one_pattern() -> None:
    assert _counter(storage=("_ym-retry", "_ym*"))["storage"] == "_ym-retry|_ym.*"


@pytest.mark.parametrize(
    ("account", "call", "told"),
    [
        ("42", ("=disable{account}", True), ["=disable42", True]),
        ("42", ("ym", "{account:number}", "destruct"), ["ym", 42, "destruct"]),
        ("G-1", ("ym", "{account:number}"), ["ym", "G-1"]),
        (
            "42",
            ("gtag", {"id": "{account}", "list": ["{account}", 1.5, None]}),
            ["gtag", {"id": "42", "list": ["42", 1.5, None]}],
        ),
    ],
)
def test_the_sites_account_is_filled_into_a_call(account: str, call: tuple[Any, ...], told: list[Any]) -> None:
    counter = _counter(account=account, grant=(call,), revoke=(call, call))
    assert (counter["grant"], counter["revoke"]) == ([told], [told, told])


def test_a_call_that_names_an_account_is_left_out_where_the_site_says_none() -> None:
    calls = (("=disable{account}", True), ("ym", "{account:number}", "destruct"))
    assert not {"grant", "revoke"} & _counter(grant=calls, revoke=calls).keys()
    assert _counter(revoke=(*calls, ("stop",)))["revoke"] == [["stop"]]


def test_only_a_counter_that_fills_frames_tells_its_name() -> None:
    counters = _settings(a_site())["counters"]
    assert counters[JIVO]["name"] == "Jivo"
    assert "name" not in counters[METRICA]
