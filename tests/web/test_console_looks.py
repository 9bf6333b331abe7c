"""What makes the console easy to read: tables on a phone, days as a language writes them, texts by their names."""

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.user import EVERY_SITE, Role
from app.translations import keys
from app.translations.dates import day_in_short
from app.translations.locales import language_name
from app.web.console.wordings import wordings
from tests.web.console import signed_in, submit

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_AT = "/admin/sites/cap"


@pytest.fixture
def owner(app: Flask) -> FlaskClient:
    """Whoever may look at everything."""
    return signed_in(app, {EVERY_SITE: Role.OWNER})


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "1\xa0Sep\xa02026"), ("ru", "01.09.2026"), ("kk", "01.09.2026"), ("de", "01.09.2026")],
)
def test_a_day_in_a_table_is_short_and_as_the_language_writes_it(language: str, written: str) -> None:
    assert day_in_short(date(2026, 9, 1), language) == written


@pytest.mark.parametrize(("language", "name"), [("kk", "Қазақ тілі"), ("ru", "Русский"), ("en", "English"), ("", "")])
def test_a_language_is_named_as_a_line_begins(language: str, name: str) -> None:
    assert language_name(language) == name


def test_a_row_that_becomes_a_card_names_each_value_and_stays_a_table(owner: FlaskClient) -> None:
    told = owner.get("/admin/account?lang=en").get_data(as_text=True)
    table = told[told.index("<table") : told.index("</table>")]
    assert 'role="table"' in table
    assert re.findall(r'role="columnheader" scope="col">([^<]+)<', table) == ["Device", "Signed in", "Last used"]
    assert re.findall(r'<td role="cell"(?: data-label="([^"]*)")?>', table) == ["", "Signed in", "Last used", ""]
    assert re.search(r'<tr role="row"><th role="rowheader" scope="row">', table)


def test_the_days_can_be_moved_sideways_by_keyboard(owner: FlaskClient) -> None:
    told = owner.get(f"{_AT}/rates?lang=ru").get_data(as_text=True)
    assert '<div class="scrolls" role="region" tabindex="0" aria-label="По дням">' in told
    assert '<time datetime="2026-11-21">21.11.2026</time>' in told


def test_texts_are_called_by_what_they_say_to_who_words_them(app: Flask) -> None:
    with app.test_request_context("/?lang=ru"):
        told = wordings()
    assert list(told)[:2] == ["Баннер", "Кнопки"]
    assert told["Баннер"]["banner.title"] == "Заголовок"
    assert told["Кнопки"]["button.accept_all"] == "Принять все"
    assert told["Категории"]["category.analytics.description"] == "Аналитика: описание"
    assert told[""]["fact.controller"] == "Оператор"
    assert sorted(key for called in told.values() for key in called) == sorted(keys())
    assert max(len(name) for called in told.values() for name in called.values()) <= 61


def test_what_cannot_be_published_leads_to_where_it_is_mended(owner: FlaskClient) -> None:
    submit(owner, f"{_AT}/edit/categories", **{"requires.0.feature": "A chat"})
    for page in ("publish", "preview"):
        told = owner.get(f"{_AT}/{page}?lang=en").get_data(as_text=True)
        summary = told[told.index('class="summary"') :]
        links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', summary[: summary.index("</div>")])
        assert (f"{_AT}/edit/categories", "Categories") in links
        assert "YAML" not in dict(links).values()


def test_rates_of_nobody_lead_to_the_tag_whoever_may_see_it(app: Flask, owner: FlaskClient) -> None:
    leads = f'<a href="{_AT}/tag">Is the tag on the pages?</a>'
    assert leads in owner.get(f"{_AT}/rates?lang=en").get_data(as_text=True)
    assert leads not in owner.get(f"{_AT}/rates?lang=en&device=phone").get_data(as_text=True)
    analyst = signed_in(app, {EVERY_SITE: Role.ANALYST}, "dana")
    assert leads not in analyst.get(f"{_AT}/rates?lang=en").get_data(as_text=True)
