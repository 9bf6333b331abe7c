"""`…/visitors/{visitor}` tells one visitor's standing and history, and erases her."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.device import Device
from app.services.record_consent import record_consent
from tests.makers import BANNER, NOW, SOMEBODY_ELSE, VISITOR, a_decision, a_record_id, a_site, another_site
from tests.stores import apply
from tests.web.calls import VISITOR_ADDRESS, a_sent_refusal, erase, faults, problem, read, send

RECORDS = f"{VISITOR_ADDRESS}/records"


@pytest.fixture
def history(app: Flask) -> list[str]:
    """Five records, two of them of the same moment; their ids, newest first."""
    with app.app_context():
        for number, minutes in enumerate((0, 1, 1, 2, 3)):
            moment = NOW - timedelta(minutes=minutes)
            decision = a_decision(id=a_record_id(9 - number), decided_at=moment)
            record_consent(a_site(), decision, Device.PHONE, moment)
    return [a_record_id(number) for number in (9, 8, 7, 6, 5)]


def test_an_unknown_visitor_is_denied_everything_optional(http: FlaskClient) -> None:
    answer = read(http)
    assert answer.status_code == 200
    assert answer.get_json() == {
        "visitor": VISITOR,
        "record": None,
        "status": "unknown",
        "ask": True,
        "edition": None,
        "recorded_at": None,
        "expires_at": None,
        "categories": {"necessary": True, "functional": False, "analytics": False, "advertising": False},
        "counters": {
            "yandex-metrica": False,
            "zero-kz": False,
            "meta-pixel": False,
            "jivo": False,
            "own-session": True,
        },
    }


def test_a_visitor_is_told_the_same_standing_as_when_she_decided(http: FlaskClient) -> None:
    assert read(http).get_json() != (told := send(http).get_json())
    assert read(http).get_json() == told


def test_who_knows_the_visitor_may_read_without_naming_a_page(http: FlaskClient) -> None:
    send(http)
    assert read(http, origin=None).get_json()["status"] == "given"


def test_what_is_said_of_a_visitor_is_kept_out_of_caches(http: FlaskClient) -> None:
    for answer in (read(http), read(http, RECORDS), erase(http), read(http, f"{VISITOR_ADDRESS}x")):
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_an_id_that_is_none_is_refused(http: FlaskClient) -> None:
    address = f"/v1/sites/cap/visitors/{VISITOR[1:]}"
    assert list(faults(read(http, address))) == ["visitor"]
    assert list(faults(read(http, f"{address}/records"))) == ["visitor"]
    assert list(faults(erase(http, address))) == ["visitor"]


@pytest.mark.parametrize("address", [VISITOR_ADDRESS, RECORDS])
def test_a_page_of_another_site_learns_nothing(http: FlaskClient, address: str) -> None:
    send(http)
    answer = read(http, address, origin="https://evil.example")
    assert problem(answer) == (403, "foreign-origin")
    assert VISITOR.encode() not in answer.get_data()


@pytest.mark.parametrize("address", ["/v1/sites/nobody/visitors/x", f"/v1/sites/nobody/visitors/{VISITOR}/records"])
def test_a_site_that_is_not_there_is_unknown(http: FlaskClient, address: str) -> None:
    assert problem(read(http, address)) == (404, "unknown-site")


def test_a_visitor_of_one_site_is_unknown_at_another(app: Flask, http: FlaskClient) -> None:
    send(http)
    with app.app_context():
        apply(another_site())
    assert read(http, f"/v1/sites/cent/visitors/{VISITOR}", origin=None).get_json()["status"] == "unknown"


def test_a_history_is_told_newest_first(http: FlaskClient, history: list[str]) -> None:
    told = read(http, RECORDS).get_json()
    assert [record["id"] for record in told["records"]] == history
    assert told["next"] is None


def test_a_record_tells_all_that_is_kept_of_a_decision(http: FlaskClient) -> None:
    send(http, headers={"User-Agent": "Mozilla/5.0 (iPad)"})
    assert read(http, RECORDS).get_json()["records"] == [
        {
            "id": a_record_id(),
            "visitor": VISITOR,
            "decided_at": "2026-11-21T06:10:00Z",
            "holds_from": "2026-11-21T06:10:00Z",
            "recorded_at": "2026-11-21T06:10:00Z",
            "method": "accept-all",
            "categories": {"functional": True, "analytics": True, "advertising": True},
            "counters": {},
            "grants": [
                *("necessary", "functional", "analytics", "advertising"),
                *("yandex-metrica", "zero-kz", "meta-pixel", "jivo"),
            ],
            "edition": 3,
            "banner": BANNER,
            "language": "ru",
            "page": "https://learn.cap.kz/courses",
            "signals": {"gpc": False},
            "device": "tablet",
        }
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
def test_pages_of_any_size_tell_every_record_once(http: FlaskClient, history: list[str], limit: int) -> None:
    address, told = f"{RECORDS}?limit={limit}", []
    for _ in count():
        page = read(http, address).get_json()
        assert len(page["records"]) <= limit
        told += [record["id"] for record in page["records"]]
        if page["next"] is None:
            break
        address = page["next"]
    assert told == history


def test_a_record_that_comes_meanwhile_moves_no_page(http: FlaskClient, history: list[str]) -> None:
    first = read(http, f"{RECORDS}?limit=2").get_json()
    send(http)
    rest = read(http, first["next"]).get_json()
    assert [record["id"] for record in rest["records"]] == history[2:4]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("limit=1.5", "limit"),
        ("after=", "after"),
        ("after=1795241400000000", "after"),
        ("after=1795241400000000.x", "after"),
        ("after=x.0198c7c2-7f3a-7c60-9d9c-000000000000", "after"),
        ("after=99999999999999999.0198c7c2-7f3a-7c60-9d9c-000000000000", "after"),
        ("after=-1.0198c7c2-7f3a-7c60-9d9c-000000000000", "after"),
        ("before=1", "before"),
    ],
)
def test_a_query_that_cannot_be_so_is_named(http: FlaskClient, query: str, field: str) -> None:
    assert list(faults(read(http, f"{RECORDS}?{query}"))) == [field]


def test_an_erased_visitor_is_unknown(http: FlaskClient) -> None:
    send(http)
    answer = erase(http)
    assert (answer.status_code, answer.get_data()) == (204, b"")
    assert read(http).get_json()["status"] == "unknown"
    assert read(http, RECORDS).get_json() == {"records": [], "next": None}


def test_erasing_one_who_is_not_known_is_no_error(http: FlaskClient) -> None:
    assert erase(http, f"/v1/sites/cap/visitors/{SOMEBODY_ELSE}").status_code == 204


def test_who_names_no_page_cannot_erase(http: FlaskClient) -> None:
    send(http)
    assert problem(erase(http, origin=None)) == (403, "missing-origin")
    assert read(http).get_json()["status"] == "given"


def test_a_page_of_another_site_cannot_erase(http: FlaskClient) -> None:
    send(http)
    assert problem(erase(http, origin="https://evil.example")) == (403, "foreign-origin")
    assert read(http).get_json()["status"] == "given"


def test_a_refusal_is_told_as_one(http: FlaskClient) -> None:
    told: dict[str, Any] = send(http, body=a_sent_refusal()).get_json()
    assert (told["status"], told["ask"]) == ("refused", False)
    assert [name for name, granted in {**told["categories"], **told["counters"]}.items() if granted] == [
        "necessary",
        "own-session",
    ]


def test_a_visitor_may_be_named_by_all_of_her_cookie(http: FlaskClient) -> None:
    told = send(http).get_json()
    granted = "necessary~functional~analytics~advertising~yandex-metrica~zero-kz~meta-pixel~jivo"
    assert read(http, f"/v1/sites/cap/visitors/1.{VISITOR}.3.1795241400.{granted}").get_json() == told
    taken = read(http, f"/v1/sites/cap/visitors/1.{VISITOR}.3.1795241401.necessary").get_json()
    assert (taken["status"], taken["record"], taken["counters"]["yandex-metrica"]) == ("refused", None, False)


def test_a_refusal_that_was_only_counted_is_told_as_one(http: FlaskClient) -> None:
    told = read(http, "/v1/sites/cap/visitors/1.-.3.1795241400.necessary").get_json()
    assert (told["visitor"], told["status"], told["ask"]) == ("-", "refused", False)
    assert told["expires_at"] == "2027-05-20T06:10:00Z"


@pytest.mark.parametrize("cookie", ["-", "1.-.3.1795241400.", "2.-.3.1795241400.necessary"])
def test_a_broken_cookie_names_nobody(http: FlaskClient, cookie: str) -> None:
    assert list(faults(read(http, f"/v1/sites/cap/visitors/{cookie}"))) == ["visitor"]
    assert list(faults(erase(http, f"/v1/sites/cap/visitors/{cookie}"))) == ["visitor"]
