"""A site's file carries the modules that the site uses, each told what the site says to it."""

from dataclasses import replace
from typing import Any

from app.domain.ids import NECESSARY, CounterId
from app.domain.look import Look
from app.domain.site import Blocking, ConsentMode
from app.services.composing.modules import modules_of
from tests.makers import ADVERTISING, ANALYTICS, JIVO, METRICA, a_counter, a_site

_ADS = CounterId("google-ads")
_GRANT = (("gtag", "consent", "update", {"ad_storage": "granted"}),)
_COUNTERS = (
    a_counter(METRICA, ANALYTICS, scripts=(r"mc\.yandex\.ru/", r"mc\.webvisor\.org/")),
    a_counter(_ADS, ADVERTISING, scripts=(r"www\.googleadservices\.com/",), grant=_GRANT),
    a_counter(JIVO, ANALYTICS),
    a_counter(CounterId("stripe"), NECESSARY, scripts=(r"js\.stripe\.com/",)),
)


def _told(**site: Any) -> dict[str, Any]:
    return modules_of(a_site(counters=_COUNTERS, **site))


def test_what_may_be_refused_is_held_back_by_its_addresses() -> None:
    assert _told(blocking=Blocking.UNTOUCHED)["holdBack"] == {
        "yandex-metrica": r"mc\.yandex\.ru/|mc\.webvisor\.org/",
        "google-ads": r"www\.googleadservices\.com/",
    }


def test_nothing_is_held_back_by_addresses_where_the_site_marks_up() -> None:
    assert _told().keys() == {"consentMode"}


def test_googles_tags_load_before_an_answer_in_its_advanced_mode() -> None:
    told = _told(blocking=Blocking.UNTOUCHED, consent_mode=ConsentMode(mode="advanced"))
    assert told["holdBack"].keys() == {"yandex-metrica"}


def test_what_holds_back_runs_first() -> None:
    assert list(_told(blocking=Blocking.UNTOUCHED)) == ["holdBack", "consentMode"]


def test_a_bar_brings_its_style() -> None:
    assert "bar" in _told(look=Look("bar", "top"))
    assert "bar" not in _told(look=Look("box", "top-left"))


def test_what_a_counter_is_told_before_its_script_has_the_sites_account() -> None:
    counter = a_counter(METRICA, ANALYTICS, account="42", before=(("q.push", "wait", "{account}"),))
    necessary = a_counter(CounterId("own"), NECESSARY, before=(("q.push",),))
    assert modules_of(a_site(counters=(counter, necessary)))["before"] == {"yandex-metrica": [["q.push", "wait", "42"]]}


def test_who_is_held_back_needs_no_word_to_its_snippet() -> None:
    waits = {"mode": "api", "before": (("fbq", "wait"),), "scripts": (r"fb\.net/",), "revoke": (("fbq", "stop"),)}
    pixel, queued = (a_counter(CounterId(name), ADVERTISING, **waits) for name in ("pixel", "queued"))
    site = a_site(
        counters=(pixel, replace(queued, before=(("q.push", "wait"),)), replace(pixel, id=JIVO, mode="consent-mode"))
    )
    assert modules_of(site)["before"].keys() == {"pixel", "queued", JIVO}
    assert modules_of(replace(site, blocking=Blocking.UNTOUCHED))["before"].keys() == {"queued", JIVO}


def test_what_a_global_switches_off_is_off_from_the_start() -> None:
    calls = {
        "grant": (("=off{account}", False),),
        "revoke": (("=off{account}", True),),
        "scripts": (r"mc\.yandex\.ru/",),
    }
    assert modules_of(a_site(counters=(a_counter(METRICA, ANALYTICS, account="42", **calls),)))["switches"] is True
    held = a_site(counters=(a_counter(METRICA, ANALYTICS, account="42", **calls),), blocking=Blocking.UNTOUCHED)
    assert "switches" not in modules_of(held)
    for without in (a_counter(METRICA, ANALYTICS, **calls), a_counter(METRICA, NECESSARY, account="42", **calls)):
        assert "switches" not in modules_of(a_site(counters=(without,)))


def test_nothing_switches_googles_tags_off_that_load_before_an_answer() -> None:
    switch = (("=ga-disable-{account}", True),)
    counter = a_counter(_ADS, ADVERTISING, account="G-1", grant=_GRANT, revoke=switch)
    assert "switches" in modules_of(a_site(counters=(counter,)))
    assert "switches" not in modules_of(a_site(counters=(counter,), consent_mode=ConsentMode(mode="advanced")))


def test_a_site_under_trusted_types_brings_its_policy() -> None:
    assert _told(trusted_types=True)["trust"] is True
