"""Categories, countries, other products' markup and all facts of a counter have fields: nobody needs the YAML."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.ids import SiteId
from app.domain.user import EVERY_SITE, Role
from app.services.keep_draft import keep_draft
from app.services.read_draft import read_draft
from app.site_files.form.facts import facts_shown
from app.site_files.read_sites import read_kept
from tests.makers import NOW
from tests.stores import ON_SQLITE
from tests.web.console import OURS, signed_in
from tests.web.test_console_new_site import FILLED

pytestmark = [pytest.mark.usefixtures("cheap_hashes"), ON_SQLITE]

_SITE = SiteId("qaz")
_AT = f"/admin/sites/{_SITE}/edit"


@pytest.fixture
def editor(app: Flask) -> FlaskClient:
    """Return the browser of an editor, who has just made a site in Russian and Kazakh."""
    browser = signed_in(app, {EVERY_SITE: Role.EDITOR})
    made = browser.post("/admin/new-site", data={**FILLED, "site": _SITE, "languages": ["ru", "kk"]}, headers=OURS)
    assert made.status_code == 303
    browser.get("/admin/?lang=en")
    return browser


def _post(browser: FlaskClient, address: str, **fields: Any) -> TestResponse:
    return browser.post(f"{_AT}/{address}", data=fields, headers=OURS)


def _told(browser: FlaskClient, address: str) -> str:
    return browser.get(f"{_AT}/{address}").get_data(as_text=True)


def _draft(app: Flask) -> Any:
    with app.app_context():
        return read_draft(_SITE).content


def test_categories_of_its_own_with_purposes_and_what_needs_them(app: Flask, editor: FlaskClient) -> None:
    own = {
        "categories.0.id": "research",
        "categories.0.title.ru": "Опросы",
        "categories.0.title.kk": "Сауалнама",
        "categories.0.text.ru": "Спрашиваем",
        "categories.0.text.kk": "Сұраймыз",
    }
    needs = {"requires.0.feature": "survey", "requires.0.category": "research", "requires.0.why.ru": "Опрос"}
    purposes = {"purposes.research.ru": "Мнения\r\n\r\nОшибки", "purposes.research.kk": "Пікірлер\r\n\r\nҚателер"}
    _post(editor, "categories", **own, **needs, **{"requires.0.why.kk": "Сауалнама"})
    _post(editor, "categories", **own, **needs, **{"requires.0.why.kk": "Сауалнама"}, **purposes)
    site = read_kept(_draft(app)).site
    assert [category.id for category in site.categories][-1] == "research"
    assert [*(list(text.values())[1] for text in site.categories[-1].purposes)] == ["Пікірлер", "Қателер"]
    assert site.requires[0].category == "research"
    _post(
        editor, "categories", **purposes, **{"purposes.analytics.ru": "Счёт\r\nСбои", "purposes.analytics.kk": "Счёт"}
    )
    assert _draft(app)["purposes"]["analytics"] == ["Счёт", {"ru": "Сбои"}]
    _post(editor, "categories", **purposes, **{"purposes.analytics.ru": "Счёт", "purposes.analytics.kk": "Счёт"})
    told = _told(editor, "categories")
    assert ">\nМнения\nОшибки</textarea>" in told
    assert 'name="categories.1.id"' in told
    gone = {"categories.0.removed": "1", "requires.0.removed": "1"}
    _post(editor, "categories", **own, **gone, **dict.fromkeys(purposes, ""))
    assert _draft(app)["purposes"] == {"analytics": ["Счёт"]}
    assert {"categories", "requires"}.isdisjoint(_draft(app))


def test_what_a_row_lacks_is_said_beside_it(editor: FlaskClient) -> None:
    _post(editor, "categories", **{"categories.0.title.ru": "Опросы"})
    told = _told(editor, "categories")
    assert 'id="categories.0.id-fault"' in told
    assert 'value="Опросы"' in told
    assert told.count('id="categories.0.text-fault"') == told.count(">Fill this in") // 2 == 1


def test_countries_where_it_is_otherwise(app: Flask, editor: FlaskClient) -> None:
    _post(editor, "regions", **{"geo": "country", "regions.0.key": "US", "regions.0.value": "opt-out"})
    assert _draft(app)["regions"] == {"US": "opt-out"}
    _post(editor, "regions", **{"regions.0.key": "US", "regions.0.value": "none", "regions.1.key": "JP"})
    assert _draft(app)["regions"] == {"US": "none", "JP": ""}
    assert "Write one of: opt-in, opt-out, none." in _told(editor, "regions")


def test_what_waits_and_what_google_is_told(app: Flask, editor: FlaskClient) -> None:
    _post(editor, "tags", blocking="untouched", trusted_types="1", placeholders="detailed")
    listens = {"consent_mode.mode": "advanced", "consent_mode.wait_for_update": "500"}
    where = {"consent_mode.regions": "kz; US-CA", "consent_mode.url_passthrough": "1"}
    _post(editor, "tags", trusted_types="1", **listens, **where)
    draft = _draft(app)
    assert (draft["blocking"], draft["trusted_types"], draft["placeholders"]) == ("untouched", True, "detailed")
    assert draft["consent_mode"] == {
        "mode": "advanced",
        "wait_for_update": 500,
        "regions": ["KZ", "US-CA"],
        "url_passthrough": True,
    }
    assert "Leave it as it was." in _told(editor, "tags")
    _post(
        editor, "tags", **{"consent_mode.mode": "basic", "consent_mode.wait_for_update": "", "consent_mode.regions": ""}
    )
    assert _draft(app)["consent_mode"] == {"mode": "basic"}
    assert "trusted_types" not in _draft(app)


def test_another_products_markup_goes_with_the_product(app: Flask, editor: FlaskClient) -> None:
    words = {"markup.words.0.key": "statistics", "markup.words.0.value": "analytics"}
    _post(editor, "tags", **words, **{"markup.product": "cookiebot", "markup.take_over": "1"})
    assert _draft(app)["markup"] == {
        "words": {"statistics": "analytics"},
        "take_over": True,
        "product": "cookiebot",
    }
    _post(editor, "tags", **words, **{"markup.product": "", "markup.take_over": "1"})
    assert "markup" not in _draft(app)


def test_a_counter_of_its_own_is_described_whole(app: Flask, editor: FlaskClient) -> None:
    assert "Describe a counter" in _told(editor, "counter")
    facts = {
        "name.ru": "Heat map",
        "name.kk": "Heat map",
        "purpose.ru": "Карта нажатий",
        "purpose.kk": "Басу картасы",
        "category": "analytics",
        "vendor": "ТОО «Пример»",
        "country": "KZ",
        "own": "no",
        "cookies": "heat_* P30D third\r\nheat",
        "scripts": "heat\\.example\\.kz/h\\.js",
        "revoke": '["heat.stop"]\r\nheat.stop()',
    }
    made = _post(editor, "counter", **facts)
    assert made.headers["Location"] == f"{_AT}/counter?of=heat-map&saved=1"
    counter = _draft(app)["counters"][-1]
    assert (counter["id"], counter["own"]) == ("heat-map", False)
    assert counter["cookies"] == [{"name": "heat_*", "lifetime": "P30D", "party": "third"}, {"name": "heat"}]
    assert counter["revoke"] == [["heat.stop"], "heat.stop()"]
    told = _told(editor, "counter?of=heat-map")
    assert 'id="revoke-fault"' in told
    _post(editor, "counter?of=heat-map", **(facts | {"revoke": '["heat.stop"]'}))
    assert read_kept(_draft(app)).site.counters[-1].revoke == (("heat.stop",),)
    again = _post(editor, "counter", **facts)
    assert again.headers["Location"].endswith("of=heat-map-2&saved=1")
    assert "Heat map" in _told(editor, "counters")


def test_what_is_lacking_is_said_on_the_counters_own_page(editor: FlaskClient) -> None:
    nameless = _post(editor, "counter", id="Heat!")
    assert nameless.headers["Location"].endswith("of=heat&saved=1")
    told = _told(editor, "counter?of=heat")
    assert 'id="vendor-fault"' in told
    assert 'id="purpose-fault"' in told
    assert _told(editor, "counters").count("Fill this in") > 0
    assert _post(editor, "counter").headers["Location"].endswith("of=counter&saved=1")


def test_the_catalogues_facts_stand_in_grey_and_can_be_said_otherwise(app: Flask, editor: FlaskClient) -> None:
    told = _told(editor, "counter?of=matomo")
    assert 'placeholder="_pk_id*' in told
    _post(editor, "counter?of=matomo", cookies="-", country="-", own="yes", account="5")
    matomo = next(each for each in _draft(app)["counters"] if each.get("use") == "matomo")
    assert matomo == {"use": "matomo", "country": None, "own": True, "account": "5", "cookies": []}
    shown = dict(facts_shown(_draft(app), "matomo"))
    assert (shown["country"], shown["cookies"], shown["own"]) == (["-"], ["-"], ["yes"])
    _post(editor, "counter?of=hotjar", account="77")
    assert {"use": "hotjar", "account": "77"} in _draft(app)["counters"]
    _post(editor, "counter?of=matomo", cookies="", country="", own="", account="")
    assert {"use": "matomo"} in _draft(app)["counters"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_there_is_no_counter_that_nobody_knows(editor: FlaskClient, method: str) -> None:
    assert editor.open(f"{_AT}/counter?of=nothing", method=method, headers=OURS).status_code == 404


def test_a_category_is_called_as_the_reader_says_it(app: Flask, editor: FlaskClient) -> None:
    titles = ({"ru": "Опросы", "kk": "Сауалнама"}, "Surveys", None)
    own = [{"id": f"own-{place}", "title": title} for place, title in enumerate(titles)]
    with app.app_context():
        keep_draft(_SITE, {**read_draft(_SITE).content, "categories": [*own, {"title": "Nameless"}]}, NOW)
    told = _told(editor, "counter")
    assert [f">{called}</option>" in told for called in ("Опросы", "Surveys", "own-2", "Analytics")] == [True] * 4
