"""The page of the rates says of each number what it means, when editions took effect, and which day is not over."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from app.domain.device import Device
from app.domain.tally import Aside
from app.domain.user import EVERY_SITE, Role
from app.services.record_consent import record_consent
from app.services.transaction import writing
from app.store.crossing_tables import CROSSINGS
from app.web.console.texts import LANGUAGES
from tests.makers import NOW, a_decision, a_site
from tests.web.console import RATES, signed_in

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def analyst(app: Flask) -> FlaskClient:
    """Return the browser of an analyst, at a site that was answered."""
    with app.app_context():
        record_consent(a_site(), a_decision(), Device.PHONE, NOW, Aside("KZ", 4))
    return signed_in(app, {EVERY_SITE: Role.ANALYST})


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_number_leads_to_its_definition(analyst: FlaskClient, language: str) -> None:
    told = analyst.get(f"{RATES}?lang={language}").get_data(as_text=True)
    defined = dict(re.findall(r'<dt id="(\w+)">[^<]+</dt><dd>([^<]{20,})</dd>', told))
    of_numbers = re.findall(r'<(?:dt|th [^>]*scope="col")><a href="#(\w+)">', told)
    assert set(of_numbers) <= defined.keys()
    assert {"asked", "answered", "unanswered", "accepted", "chosen", "refused", "withdrawn"} <= set(of_numbers)
    assert {"first_answer", "granted", "interval"} <= set(of_numbers)
    assert '<a href="#robots">' in told


def test_editions_are_marked_on_the_day_when_they_took_effect(analyst: FlaskClient) -> None:
    before = analyst.get(f"{RATES}?from=2026-08-01&to=2026-08-31").get_data(as_text=True)
    at_the_end = analyst.get(f"{RATES}?from=2026-08-02&to=2026-09-01").get_data(as_text=True)
    after = analyst.get(f"{RATES}?from=2026-09-02&to=2026-09-03").get_data(as_text=True)
    marks = [re.findall(r'data-editions="([^"]*)"', told) for told in (before, at_the_end, after)]
    assert marks == [[""], ["2026-09-01 3;"], [""]]


def test_the_day_that_is_not_over_is_named(analyst: FlaskClient) -> None:
    told = analyst.get(f"{RATES}?lang=en").get_data(as_text=True)
    assert 'data-unfinished="2026-11-21"' in told
    assert re.findall(r'<time datetime="([^"]+)">[^<]*</time> <small>so far', told) == ["2026-11-21"]
    assert "so far" not in analyst.get(f"{RATES}?lang=en&from=2026-11-01&to=2026-11-20").get_data(as_text=True)


def test_paper_says_what_was_asked_for(analyst: FlaskClient) -> None:
    everybody = analyst.get(f"{RATES}?lang=en&from=2026-11-01&to=2026-11-20").get_data(as_text=True)
    assert re.findall(r'class="printed">([^<]*)<', everybody) == ["1 November 2026 – 20 November 2026"]
    query = "from=2026-11-01&to=2026-11-21&device=phone&region=KZ"
    some = analyst.get(f"{RATES}?lang=en&{query}").get_data(as_text=True)
    (said,) = re.findall(r'class="printed">([^<]*)<', some)
    assert said == "1 November 2026 – 21 November 2026; Device: Phone; Region: Kazakhstan"


def test_some_answers_tell_what_everybodys_do(app: Flask, analyst: FlaskClient) -> None:
    told = analyst.get(f"{RATES}?lang=en&device=phone").get_data(as_text=True)
    assert re.findall(r'<h2 id="([^"]+)">', told) == ["categorys", "counters", "first-answer"]
    assert "Answers of older days" not in told
    row = {"site": a_site().id, "day": NOW.date(), "edition": "2", "language": "ru", "device": "phone", "region": "KZ"}
    with app.app_context(), writing() as connection:
        connection.execute(insert(CROSSINGS), {**row, "offer": "", "part": 0, "shard": 60, "refused": 1_234})
    older = analyst.get(f"{RATES}?lang=en&device=phone").get_data(as_text=True)
    assert re.findall(r'Answers of older days.*: <span class="number">([^<]+)<', older) == ["1\u202f234"]
    nobody = analyst.get(f"{RATES}?lang=en&device=phone&language=kk%00").get_data(as_text=True)
    assert "Nobody like that was asked in this period." in nobody
