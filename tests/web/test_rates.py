"""A site's server reads the numbers that the console shows; they are those of the records, counted anew."""

from collections import Counter
from itertools import product
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.domain.api_key import Scope
from app.services.add_key import add_key
from app.services.transaction import reading
from app.store.tables import ConsentRow
from tests.makers import NOW, a_record_id, a_site
from tests.services.books import visitor
from tests.web.calls import SHOWN, a_sent_decision, a_sent_refusal, faults, problem, send

RATES = "/v1/sites/cap/rates"


@pytest.fixture
def key(app: Flask) -> dict[str, str]:
    """The header of a key that may read."""
    with app.app_context():
        return {"Authorization": f"Bearer {add_key(a_site(), 'shop', {Scope.READ}, NOW)}"}


def _rates(http: FlaskClient, key: dict[str, str], **query: str) -> dict[str, Any]:
    answer = http.get(RATES, headers=key, query_string=query)
    assert answer.status_code == 200
    document: dict[str, Any] = answer.get_json()
    return document


def test_only_a_key_that_reads_opens_them(app: Flask, http: FlaskClient) -> None:
    assert problem(http.get(RATES)) == (401, "missing-key")
    with app.app_context():
        other = add_key(a_site(), "cms", {Scope.WRITE}, NOW)
    assert problem(http.get(RATES, headers={"Authorization": f"Bearer {other}"})) == (403, "missing-scope")


def test_numbers_are_those_of_a_recount(app: Flask, http: FlaskClient, key: dict[str, str]) -> None:
    phone = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobi"}
    bodies = (
        a_sent_decision,
        a_sent_refusal,
        lambda **more: a_sent_decision(method="save", counters={"zero-kz": False}, **more),
    )
    for number, (language, body) in enumerate(product(("ru", "kk"), bodies)):
        send(http, SHOWN, {"edition": 3, "language": language})
        sent = body(id=a_record_id(number), visitor=visitor(number), language=language)
        assert send(http, body=sent, headers=phone if number % 2 else {}).status_code == 201
    told = _rates(http, key)
    with app.app_context(), reading() as connection:
        rows = connection.execute(select(ConsentRow.grants, ConsentRow.language, ConsentRow.device)).all()
    counted = {"answered": len(rows), "asked": 6, "accepted": 2, "refused": 2, "chosen": 2}
    assert told["period"] | counted == told["period"]
    assert told["days"][-1] | {"day": "2026-11-21", "answered": 6} == told["days"][-1]
    assert len(told["days"]) == 30
    for name, column in (("languages", "language"), ("devices", "device")):
        found = {each["value"]: each["answered"] for each in told[name]}
        assert found == Counter(getattr(row, column) for row in rows)
    for share in (*told["categories"], *told["counters"]):
        assert (share["granted"], share["answers"]) == (sum(share["id"] in row.grants for row in rows), len(rows))
        assert share["low"] < share["rate"] < share["high"]
    assert told["before"] | {"from": "2026-09-23", "to": "2026-10-22", "asked": 0} == told["before"]


def test_how_long_it_took_is_counted_and_no_part_of_a_decision(http: FlaskClient, key: dict[str, str]) -> None:
    assert send(http, body=a_sent_decision(after=4)).status_code == 201
    assert send(http, body=a_sent_decision(after=7)).status_code == 200
    send(http, body=a_sent_refusal(id=a_record_id(1), visitor=visitor(1), after=10**7))
    send(http, body=a_sent_refusal(id=a_record_id(2), visitor=visitor(2)))
    told = _rates(http, key)
    assert (told["period"]["answered"], told["first_answers"]["answers"], told["first_answers"]["median"]) == (3, 2, 5)
    counted = {(each["from"], each["below"]): each for each in told["first_answers"]["times"] if each["answers"]}
    assert list(counted) == [(3, 5), (60, None)]
    assert counted[3, 5] | {"accepted": 1, "refused": 0, "chosen": 0} == counted[3, 5]


def test_answers_are_filtered_by_any_of_four_at_once(http: FlaskClient, key: dict[str, str]) -> None:
    phone = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobi"}
    for number, (language, headers) in enumerate(product(("ru", "kk"), (phone, {}))):
        send(http, SHOWN, {"edition": 3, "language": language}, headers=headers)
        body = a_sent_refusal if number else a_sent_decision
        sent = body(id=a_record_id(number), visitor=visitor(number), language=language, after=3)
        assert send(http, body=sent, headers=headers).status_code == 201
    told = _rates(http, key, device="phone", language="ru", edition="3")
    assert told["period"] | {"asked": 1, "accepted": 1, "answered": 1, "robots": None} == told["period"]
    assert (told["days"][-1]["accepted"], told["days"][-2]["accepted"]) == (1, 0)
    assert [each["value"] for each in told["languages"]] == ["ru"]
    assert [(each["granted"], each["answers"]) for each in told["categories"]] == [(1, 1)] * 3
    assert [(each["granted"], each["answers"]) for each in told["counters"]] == [(1, 1)] * 4
    assert (told["first_answers"]["answers"], told["regions"]) == (1, [])
    kazakh = _rates(http, key, language="kk")
    assert [(each["granted"], each["answers"], each["rate"]) for each in kazakh["counters"]] == [(0, 2, 0.0)] * 4
    assert _rates(http, key, language="kk")["period"]["refused"] == 2
    nobody = _rates(http, key, region="KZ")
    assert (nobody["period"]["asked"], nobody["days"][-1]["asked"]) == (0, 0)
    assert {each["rate"] for each in nobody["counters"]} == {None}


def test_a_region_that_cannot_be_is_nobodys(http: FlaskClient, key: dict[str, str]) -> None:
    send(http)
    assert _rates(http, key, region="K\0")["period"]["answered"] == 0


def test_who_changes_an_answer_that_holds_did_not_take_so_long(http: FlaskClient, key: dict[str, str]) -> None:
    send(http, body=a_sent_decision(after=4))
    send(http, body=a_sent_refusal(id=a_record_id(1), decided_at="2026-11-21T06:10:01Z", after=900))
    told = _rates(http, key)
    assert (told["period"]["answered"], told["first_answers"]["answers"]) == (2, 1)


@pytest.mark.parametrize("seconds", [None, -1])
def test_a_clock_that_was_set_back_loses_no_answer(http: FlaskClient, key: dict[str, str], seconds: int | None) -> None:
    assert send(http, body=a_sent_decision(after=seconds)).status_code == 201
    assert _rates(http, key)["first_answers"]["answers"] == 0


@pytest.mark.parametrize("seconds", [1.5, "4", True])
def test_a_time_that_cannot_be_is_refused(http: FlaskClient, seconds: object) -> None:
    assert list(faults(send(http, body=a_sent_decision(after=seconds)))) == ["after"]


def test_nobody_asked_is_no_rate(http: FlaskClient, key: dict[str, str]) -> None:
    told = _rates(http, key, **{"from": "2026-09-01", "to": "2026-09-01"})
    assert {(each["rate"], each["low"], each["high"]) for each in told["counters"]} == {(None, None, None)}
    assert told["published"] == [{"number": 3, "effective": "2026-09-01"}]
    assert told["languages"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "yesterday"}, "from"),
        ({"from": "2026-11-22", "to": "2026-11-21"}, "to"),
        ({"from": "2026-11-22"}, "from"),
        ({"from": "2020-01-01", "to": "2026-11-21"}, "from"),
        ({"to": "0001-01-01"}, "from"),
        ({"from": "0001-01-02", "to": "0001-01-03"}, "from"),
        ({"of": "2026"}, "of"),
        ({"device": "watch"}, "device"),
        ({"edition": "third"}, "edition"),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    http: FlaskClient, key: dict[str, str], query: dict[str, str], field: str
) -> None:
    assert list(faults(http.get(RATES, headers=key, query_string=query))) == [field]


def test_the_period_may_end_on_any_day(http: FlaskClient, key: dict[str, str]) -> None:
    assert _rates(http, key, to="2026-11-01")["period"]["from"] == "2026-10-03"


@pytest.mark.parametrize(
    ("agent", "robots"),
    [
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", 1),
        ("Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", 1),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", 0),
        ("", 0),
    ],
)
def test_robots_are_counted_apart(http: FlaskClient, key: dict[str, str], agent: str, robots: int) -> None:
    send(http, SHOWN, {"edition": 3, "language": "ru"}, headers={"User-Agent": agent})
    told = _rates(http, key)
    assert (told["period"]["robots"], told["period"]["asked"], told["before"]["robots"]) == (robots, 1 - robots, 0)
    assert len(told["languages"]) == 1 - robots
