"""The console's pages: for whom they are, what they say, and that nothing of them comes from elsewhere."""

import csv
import re
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.device import Device
from app.domain.errors import StoreUnavailable
from app.domain.ids import SiteId
from app.domain.tally import Aside
from app.domain.user import EVERY_SITE, Role
from app.services.record_consent import record_consent
from app.web.console import home
from app.web.console.texts import LANGUAGES, texts
from tests.makers import NOW, a_decision, a_record_id, a_refusal, a_site, another_site
from tests.services.books import visitor
from tests.stores import apply
from tests.web.calls import SHOWN, send
from tests.web.console import RATES, link, signed_in, submit

_OWNER: dict[SiteId, Role] = {EVERY_SITE: Role.OWNER}
_CAP = a_site().id
_PAGES = (
    "/admin/",
    "/admin/account",
    "/admin/users",
    "/admin/users/invite",
    "/admin/new-site",
    "/admin/sites/cap/tag",
    RATES,
    "/admin/nothing",
)


pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def owner(app: Flask) -> FlaskClient:
    """Return the browser of an owner."""
    return signed_in(app, _OWNER)


def test_who_may_not_see_rates_is_not_shown_the_way(app: Flask) -> None:
    assert RATES not in signed_in(app, {_CAP: Role.AUDITOR}).get("/admin/").get_data(as_text=True)


def test_a_site_has_the_tabs_that_she_may_open(app: Flask, owner: FlaskClient) -> None:
    assert owner.get(RATES).get_data(as_text=True).count('aria-current="page"') == 1
    seen = signed_in(app, {_CAP: Role.ANALYST}, "berik").get(RATES).get_data(as_text=True)
    tabs = seen.partition('class="tabs"')[2].partition("</nav>")[0]
    assert tabs.count("<a href") == 2
    assert "/comparison" in tabs


def test_a_site_that_is_not_hers_is_not_listed(app: Flask) -> None:
    with app.app_context():
        apply(another_site())
    assert "cap.kz" not in signed_in(app, {SiteId("cent"): Role.OWNER}).get("/admin/").get_data(as_text=True)


def test_without_a_site_it_says_how_to_make_one(owner: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "list_sites", tuple)
    assert "/admin/new-site" in owner.get("/admin/").get_data(as_text=True)


@pytest.mark.parametrize("address", _PAGES)
def test_pages_run_nothing_inline_and_ask_nobody_else(owner: FlaskClient, address: str) -> None:
    response = owner.get(address)
    told = response.get_data(as_text=True)
    assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert re.findall(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=|javascript:", told) == []
    assert re.findall(r'(?:src|href|action)="(?!/|\?|#)[^"]*', told) == []
    assert len(response.data) < 100_000


def test_a_page_with_its_files_stays_below_100_kb(owner: FlaskClient) -> None:
    told = owner.get(f"{RATES}?from=2025-11-22&to=2026-11-21").get_data(as_text=True)
    files = re.findall(r'(?:src|href)="(/admin/static/[^"]+)"', told)
    sent = sum(len(owner.get(file, headers={"Accept-Encoding": "br"}).data) for file in files)
    assert len(files) == 5
    assert sent < 40_000
    assert len(told) < 100_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_her_language_and_remembers_it(app: Flask, language: str) -> None:
    browser = signed_in(app, _OWNER)
    asked = browser.get(f"{RATES}?lang={language}")
    assert f'<html lang="{language}">' in asked.get_data(as_text=True)
    assert asked.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in browser.get("/admin/").get_data(as_text=True)


def test_it_speaks_the_language_of_the_browser_first(owner: FlaskClient) -> None:
    assert owner.get("/admin/", headers={"Accept-Language": "kk"}).headers["Content-Language"] == "kk"
    assert owner.get("/admin/", headers={"Accept-Language": "de"}).headers["Content-Language"] == "ru"
    assert owner.get("/admin/?lang=de", headers={"Accept-Language": "en"}).headers["Content-Language"] == "en"


def test_every_language_says_the_same() -> None:
    said = [{key: sorted(re.findall(r"\{\w+\}", text)) for key, text in texts(each).items()} for each in LANGUAGES]
    assert said == [said[0]] * len(LANGUAGES)


def test_rates_are_those_of_the_answers(owner: FlaskClient, http: FlaskClient) -> None:
    send(http, SHOWN, {"edition": 3, "language": "ru"})
    send(http)
    told = owner.get(f"{RATES}?lang=en").get_data(as_text=True)
    tiles = re.findall(r'class="number">([^<]*)<', told[told.index('class="tiles"') : told.index("</dl>")])
    assert tiles == ["1", "1", "0.0 %", "100.0 %", "0.0 %", "0.0 %", "0"]
    days = re.findall(r'<time datetime="([^"]+)">', told)
    assert (len(days), days[-1]) == (30, "2026-11-21")


def test_the_rates_tell_the_regions_and_how_long_it_took(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        for number, (region, seconds) in enumerate([("KZ", 0), ("KZ", 4), ("ZZ", 70)]):
            answer = a_decision(id=a_record_id(number), visitor=visitor(number))
            record_consent(a_site(), answer, Device.PHONE, NOW, Aside(region, seconds))
    told = owner.get(f"{RATES}?lang=en").get_data(as_text=True)
    assert re.search(r'"#first_answer">First answer after</a></dt><dd><span class="number">4.0 s<', told)
    table = told[told.index('id="first-answer"') :]
    times = re.findall(r'"row">([^<]*s[^<]*)<', table[: table.index("</table>")])
    assert (len(times), times[0], times[3], times[-1]) == (8, "under 1 s", "3–5 s", "60 s and more")
    assert re.findall(r'"row">(Kazakhstan|Unknown Region)<', told) == ["Kazakhstan", "Unknown Region"]


def test_only_some_answers_can_be_looked_at(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        for number, (device, region) in enumerate([(Device.PHONE, "KZ"), (Device.PHONE, "RU"), (Device.TABLET, "KZ")]):
            answer = a_decision(id=a_record_id(number))
            record_consent(a_site(), answer, device, NOW, Aside(region, 3))
    told = owner.get(f"{RATES}?lang=en&device=phone&region=KZ&language=").get_data(as_text=True)
    assert re.search(r'"#answered">Answered</a></dt><dd><span class="number">1<', told)
    assert re.findall(r'<option value="(\w+)" selected', told) == ["phone", "KZ"]
    assert sorted(re.findall(r'<option value="([A-Z]{2})"', told)) == ["KZ", "RU"]
    assert "Only some answers are shown" in told
    counters = told[told.index('id="counters"') :]
    assert re.findall(r'"number">(\d+)</span></td></tr>', counters[: counters.index("</table>")]) == ["1"] * 4
    kept = set(re.findall(r'href="([^"]*device=phone[^"]*)"', told))
    rows = owner.get(next(each for each in kept if "/days.csv" in each).replace("&amp;", "&")).get_data(as_text=True)
    assert rows.splitlines()[-1].startswith("2026-11-21,0,1,")
    assert "Nobody like that" in owner.get(f"{RATES}?lang=en&device=computer").get_data(as_text=True)


def test_nobody_asked_is_not_0_percent(owner: FlaskClient) -> None:
    told = owner.get(f"{RATES}?lang=en").get_data(as_text=True)
    assert "Nobody was asked" in told
    assert "0.0 %" not in told


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("from=2026-11-15&to=2026-11-21", 7),
        ("from=2026-11-21&to=2026-11-21", 1),
        ("from=2026-11-22&to=2026-11-21", 30),
        ("from=2026-11-21&to=2026-11-30", 30),
        ("from=2020-01-01&to=2026-11-21", 30),
        ("from=0001-01-01&to=0002-01-01", 30),
        ("from=yesterday", 30),
    ],
)
def test_a_period_that_cannot_be_is_the_usual_one(owner: FlaskClient, query: str, days: int) -> None:
    assert owner.get(f"{RATES}?{query}").get_data(as_text=True).count("<time ") == days


@pytest.mark.parametrize(
    ("table", "first", "second"),
    [
        ("days", ["day", "asked", "accepted"], ["2026-11-21", "1", "1"]),
        ("language", ["language", "asked", "accepted"], ["ru", "1", "1"]),
        ("first-answer", ["from", "below", "answers"], ["0", "1", "0"]),
        ("category", ["category", "granted", "answers"], ["advertising", "1", "1"]),
    ],
)
def test_every_table_is_there_as_csv(
    owner: FlaskClient, http: FlaskClient, table: str, first: list[str], second: list[str]
) -> None:
    send(http, SHOWN, {"edition": 3, "language": "ru"})
    send(http)
    response = owner.get(f"{RATES}/{table}.csv?from=2026-11-21&to=2026-11-21")
    rows = list(csv.reader(StringIO(response.get_data(as_text=True))))
    assert [row[:3] for row in rows[:2]] == [first, second]
    assert response.headers["Content-Disposition"] == f'attachment; filename="cap-{table}-2026-11-21-2026-11-21.csv"'


def test_there_is_no_other_table(owner: FlaskClient) -> None:
    assert owner.get(f"{RATES}/nothing.csv").status_code == 404


def test_what_goes_wrong_is_a_page(app: Flask, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise StoreUnavailable

    assert "<h1>" in owner.get("/admin/nothing").get_data(as_text=True)
    assert submit(owner, "/admin/account").status_code == 405
    monkeypatch.setattr(home, "list_sites", fail)
    away = owner.get("/admin/")
    assert (away.status_code, away.headers["Retry-After"]) == (503, "5")
    assert "<h1>" in away.get_data(as_text=True)
    assert "<h1>" in owner.get(link(app, _OWNER).replace("welcome/", "welcome/x")).get_data(as_text=True)


def test_rates_are_compared_with_the_period_before(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        record_consent(a_site(), a_decision(), Device.PHONE, NOW - timedelta(days=1))
        record_consent(a_site(), a_decision(id=a_record_id(1)), Device.PHONE, NOW)
        record_consent(a_site(), a_refusal(id=a_record_id(2)), Device.PHONE, NOW)
    told = owner.get(f"{RATES}?lang=en&from=2026-11-21&to=2026-11-21").get_data(as_text=True)
    tiles = told[told.index('class="tiles"') : told.index("</dl>")]
    assert re.findall(r"([\u2212+].*) points", tiles) == ["\u221250.0", "+0.0", "+50.0"]
    assert "20 November 2026 to 20 November 2026" in told


def test_only_the_demo_says_that_it_is_one(owner: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "This is the demo" not in owner.get(f"{RATES}?lang=en").get_data(as_text=True)
    monkeypatch.setitem(app.blueprints, "demo", home.blueprint)
    assert "This is the demo" in owner.get(f"{RATES}?lang=en").get_data(as_text=True)
