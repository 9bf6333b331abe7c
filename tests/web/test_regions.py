"""Where a country has a regime of its own, its visitors get another file, and nobody keeps it for somebody else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator

from app.domain.device import Device
from app.domain.look import Look
from app.domain.regime import Regime
from app.domain.site import Site
from app.places import RECEIPT_SCHEMA
from app.services.issue_receipt import issue_receipt
from app.services.record_consent import record_consent
from app.signing.keyring import Keyring
from tests.makers import NOW, VISITOR, a_decision, a_site
from tests.services.sums import sums
from tests.stores import an_app, apply
from tests.web.calls import SHOWN, send
from tests.web.maxmind import write_countries

_FILE = "/v1/sites/cap/kelisim.js"
_SITE = a_site(
    geo="country",
    look=Look("box", "bottom-left", radius=3),
    regimes={"US": Regime.OPT_OUT, "JP": Regime.NONE},
)


def _app(folder: Path, site: Site = _SITE, **settings: Any) -> Flask:
    app = an_app(folder, **settings)
    with app.app_context():
        apply(site)
    return app


def _settings(app: Flask, address: str = "127.0.0.1", **headers: str) -> str:
    """Return what the banner's file is called with."""
    file = app.test_client().get(_FILE, headers=headers, environ_overrides={"REMOTE_ADDR": address})
    return file.get_data(as_text=True).rpartition("({languages:")[2]


def _told(settings: str, name: str) -> str | None:
    found = re.search(rf'[,{{]{name}:"([^"]*)"', settings)
    return found and found[1]


@pytest.mark.parametrize(
    ("country", "regime"),
    [("US", "opt-out"), (" us ", "opt-out"), ("JP", "none"), ("KZ", None), ("XX", None), ("", None), ("U\u00df", None)],
)
def test_the_header_of_a_cdn_names_the_country(tmp_path: Path, country: str, regime: str | None) -> None:
    app = _app(tmp_path, country_header="CF-IPCountry")
    assert _told(_settings(app, **{"CF-IPCountry": country}), "regime") == regime


@pytest.mark.parametrize(
    ("address", "regime"),
    [("203.0.113.5", "opt-out"), ("203.0.113.4", None), ("198.51.100.1", None), ("2001:db8::1", None), ("", None)],
)
def test_a_maxmind_file_knows_the_country(tmp_path: Path, address: str, regime: str | None) -> None:
    file = write_countries(tmp_path / "countries.mmdb", "US", "203.0.113.5")
    assert _told(_settings(_app(tmp_path, countries=str(file)), address), "regime") == regime


def test_where_nobody_knows_the_country_she_is_asked(tmp_path: Path) -> None:
    assert _told(_settings(_app(tmp_path), **{"CF-IPCountry": "US"}), "regime") is None


def test_nobody_keeps_the_file_of_another_country(tmp_path: Path) -> None:
    app = _app(tmp_path, country_header="CF-IPCountry")
    for country in ("US", "KZ"):
        answer = app.test_client().get(_FILE, headers={"CF-IPCountry": country})
        assert answer.headers["Cache-Control"] == "private, max-age=300"
        assert {"CF-IPCountry", "Accept-Encoding"} <= set(answer.headers["Vary"].split(", "))


def test_a_site_without_regions_is_kept_by_everybody(tmp_path: Path) -> None:
    answer = _app(tmp_path, a_site(), country_header="CF-IPCountry").test_client().get(_FILE)
    assert answer.headers["Cache-Control"].startswith("public, ")
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_the_record_says_under_which_regime_she_was_told(tmp_path: Path) -> None:
    app = _app(tmp_path, country_header="CF-IPCountry")
    asked, told = (_settings(app, **{"CF-IPCountry": country}) for country in ("KZ", "US"))
    banner = _told(told, "banner")
    assert banner != _told(asked, "banner")
    assert "Cookies and counters are on" in told
    assert "Cookies and counters are on" not in asked
    decision = a_decision(visitor=VISITOR, banner=banner)
    with app.app_context():
        record_consent(_SITE, decision, Device.COMPUTER, NOW)
        receipt = issue_receipt(Keyring(()).rotated(NOW), _SITE, VISITOR, decision.id, NOW)
    Draft202012Validator(json.loads(RECEIPT_SCHEMA.read_text(encoding="utf-8"))).validate(receipt)
    assert receipt["shown"]["regime"] == "opt-out"


def _counted(site: Site, folder: Path, country: str, **settings: Any) -> dict[tuple[str, str], int]:
    app = _app(folder, site, **settings)
    http = app.test_client(use_cookies=False)
    send(http, SHOWN, {"edition": 3, "language": "ru"}, headers={"CF-IPCountry": country})
    assert send(http, headers={"CF-IPCountry": country}).status_code == 201
    with app.app_context():
        return sums("region")


@pytest.mark.parametrize(
    ("told", "counted"), [("kz", "KZ"), ("XX", "ZZ"), ("T1", "ZZ"), ("ZZ", "ZZ"), ("", "ZZ"), ("US\u00e9", "ZZ")]
)
def test_answers_are_counted_by_country(tmp_path: Path, told: str, counted: str) -> None:
    found = _counted(a_site(geo="city"), tmp_path, told, country_header="CF-IPCountry")
    assert found == {(counted, "asked"): 1, (counted, "accepted"): 1}


@pytest.mark.parametrize(
    ("site", "settings"), [(a_site(geo="none"), {"country_header": "CF-IPCountry"}), (a_site(geo="country"), {})]
)
def test_nobody_looks_where_the_policy_or_the_operator_does_not(
    tmp_path: Path, site: Site, settings: dict[str, str]
) -> None:
    assert _counted(site, tmp_path, "KZ", **settings) == {}
