"""`POST …/consents` keeps a decision, or says what is wrong with it."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.makers import BANNER, SOMEBODY_ELSE, VISITOR, a_record_id
from tests.web.calls import CONSENTS, PAGE, a_sent_decision, a_sent_refusal, faults, problem, read, send

_STANDING = {
    "visitor": VISITOR,
    "record": a_record_id(),
    "status": "given",
    "ask": False,
    "edition": 3,
    "recorded_at": "2026-11-21T06:10:00Z",
    "expires_at": "2027-05-20T06:10:00Z",
    "categories": {"necessary": True, "functional": True, "analytics": True, "advertising": True},
    "counters": {"yandex-metrica": True, "zero-kz": True, "meta-pixel": True, "jivo": True, "own-session": True},
}


def test_a_decision_is_kept_and_answered_with_the_standing(http: FlaskClient) -> None:
    answer = send(http)
    assert (answer.status_code, answer.mimetype) == (201, "application/json")
    assert answer.get_json() == _STANDING


def test_the_same_decision_again_is_answered_with_the_same_body(http: FlaskClient) -> None:
    first, again = send(http), send(http)
    assert (again.status_code, again.get_data()) == (200, first.get_data())


def test_json_may_be_called_what_it_is(http: FlaskClient) -> None:
    assert send(http, kind="application/json").status_code == 201


def test_a_decision_may_leave_out_what_has_a_default(http: FlaskClient) -> None:
    bare = {
        name: value
        for name, value in a_sent_decision().items()
        if name not in {"counters", "banner", "page", "signals"}
    }
    assert send(http, body=bare).status_code == 201


def test_an_id_in_capitals_is_the_same_id(http: FlaskClient) -> None:
    send(http)
    assert send(http, body=a_sent_decision(id=a_record_id().upper())).status_code == 200


def test_the_same_id_with_another_content_is_a_conflict(http: FlaskClient) -> None:
    send(http)
    assert problem(send(http, body=a_sent_refusal())) == (409, "record-conflict")
    assert read(http).get_json()["status"] == "given"


def test_a_standing_tells_the_counter_that_differs(http: FlaskClient) -> None:
    told = send(http, body=a_sent_decision(method="save", counters={"zero-kz": False})).get_json()
    assert (told["categories"]["analytics"], told["counters"]["zero-kz"]) == (True, False)


def test_a_decision_of_an_older_edition_is_kept_and_asked_anew(http: FlaskClient) -> None:
    answer = send(http, body=a_sent_decision(edition=2, banner=None, counters={"yandex-metrica": True}))
    assert answer.status_code == 201
    told = answer.get_json()
    assert (told["status"], told["ask"], told["categories"]["analytics"]) == ("expired", True, False)


def test_a_banner_of_one_edition_grants_nothing_under_another(http: FlaskClient) -> None:
    """The receipt would say that she saw the text of one and answered under the other."""
    told = faults(send(http, body=a_sent_decision(edition=2)))
    assert told == {"edition": "The banner that was shown was of edition 3."}
    assert send(http, body=a_sent_refusal(edition=2)).status_code == 201


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"id": "1"}, "id"),
        ({"id": 1}, "id"),
        ({"id": "{" + a_record_id() + "}"}, "id"),
        ({"visitor": "short"}, "visitor"),
        ({"visitor": "-"}, "visitor"),
        ({"visitor": None}, "visitor"),
        ({"decided_at": "yesterday"}, "decided_at"),
        ({"decided_at": "2026-11-21T06:10:00"}, "decided_at"),
        ({"decided_at": 1_795_241_400}, "decided_at"),
        ({"decided_at": "0001-01-01T00:00:00+14:00"}, "decided_at"),
        ({"decided_at": "9999-12-31T23:59:59-14:00"}, "decided_at"),
        ({"method": "guess"}, "method"),
        ({"method": ["save"]}, "method"),
        ({"method": "reject-all"}, "method"),
        ({"categories": ["analytics"]}, "categories"),
        ({"categories": {"analytics": 1}}, "categories.analytics"),
        ({"categories": {"analytics": None}}, "categories.analytics"),
        ({"categories": {"games": True}}, "categories.games"),
        ({"categories": {"games": True}, "banner": None}, "categories.games"),
        ({"categories": {"games": True}, "banner": "000000000000"}, "categories.games"),
        ({"counters": {"hotjar": True}, "banner": None}, "counters.hotjar"),
        ({"categories": {"GAMES": True}}, "categories.GAMES"),
        ({"categories": {"value": 1}}, "categories.value"),
        ({"categories": {"": True}}, "categories."),
        ({"categories": {"necessary": False}, "method": "save"}, "categories.necessary"),
        ({"counters": {"hotjar": True}}, "counters.hotjar"),
        ({"counters": {"own-session": True}}, "counters.own-session"),
        ({"counters": {"zero-kz": "yes"}}, "counters.zero-kz"),
        ({"edition": 4}, "edition"),
        ({"edition": 0}, "edition"),
        ({"edition": "3"}, "edition"),
        ({"edition": 3.0}, "edition"),
        ({"edition": True}, "edition"),
        ({"edition": 10**30}, "edition"),
        ({"banner": "A1F0B2C3D4E5"}, "banner"),
        ({"banner": "a1f0b2c3d4e5\n"}, "banner"),
        ({"language": "ru-RU"}, "language"),
        ({"page": 1}, "page"),
        ({"signals": {"gpc": 1}}, "signals.gpc"),
        ({"signals": {"dnt": True}}, "signals.dnt"),
        ({"signals": []}, "signals"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_field_that_cannot_be_so_is_named(http: FlaskClient, other: dict[str, Any], field: str) -> None:
    assert list(faults(send(http, body=a_sent_decision(**other)))) == [field]
    assert read(http).get_json()["status"] == "unknown"


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"id": a_record_id() + "0"}, "id"),
        ({"visitor": VISITOR + "A"}, "visitor"),
        ({"method": "save" * 1_000}, "method"),
        ({"method": "reject-all", "categories": {"a" * 65: False}}, f"categories.{'a' * 65}"),
        ({"method": "reject-all", "counters": {"a" * 65: False}}, f"counters.{'a' * 65}"),
        ({"edition": 1_000_000}, "edition"),
        ({"banner": BANNER + "0"}, "banner"),
        ({"language": "russ"}, "language"),
    ],
)
def test_a_field_that_is_too_long_is_named(http: FlaskClient, other: dict[str, Any], field: str) -> None:
    categories = {"functional": False, "analytics": False, "advertising": False}
    assert field in faults(send(http, body=a_sent_decision(**{"categories": categories, **other})))


@pytest.mark.parametrize("page", ["javascript:alert(1)", "https://cap.kz/" + "a" * 2048, "https://cap.kz/\u202e", None])
def test_no_page_costs_an_answer(http: FlaskClient, page: str | None) -> None:
    assert send(http, body=a_sent_decision(page=page)).status_code == 201


def test_what_is_said_of_a_visitor_stays_out_of_caches(http: FlaskClient) -> None:
    assert send(http).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("field", ["id", "visitor", "decided_at", "method", "categories", "edition", "language"])
def test_a_field_that_is_missing_is_named(http: FlaskClient, field: str) -> None:
    body = a_sent_decision()
    del body[field]
    assert list(faults(send(http, body=body))) == [field]


def test_every_field_that_is_wrong_is_named_at_once(http: FlaskClient) -> None:
    wrong = a_sent_decision(id="1", edition="3", categories={"analytics": 1, "B": True})
    assert set(faults(send(http, body=wrong))) == {"id", "edition", "categories.analytics", "categories.B"}


@pytest.mark.parametrize("body", [[], "text", 1, None, True, [a_sent_decision()]])
def test_a_body_that_is_no_object_is_refused(http: FlaskClient, body: object) -> None:
    content = b"null" if body is None else body
    assert list(faults(send(http, body=content))) == ["body"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"{'id': 1}", b"\xff\xfe{}", b'{"id": NaN}', b'{"id": "\xed\xa0\x80"}', b"[" * 9000]
)
def test_a_body_that_is_no_json_is_refused(http: FlaskClient, body: bytes) -> None:
    assert problem(send(http, body=body)) == (400, "not-json")


def test_a_key_that_is_said_twice_is_refused(http: FlaskClient) -> None:
    twice = b'{"categories": {"analytics": false, "analytics": true}}'
    assert problem(send(http, body=twice)) == (400, "not-json")


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/html", ""]
)
def test_a_body_of_another_type_is_refused(http: FlaskClient, kind: str) -> None:
    assert problem(send(http, kind=kind)) == (415, "unsupported-type")


def test_a_body_that_is_too_large_is_refused(http: FlaskClient) -> None:
    assert problem(send(http, body=b" " * 16_385)) == (413, "too-large")


@pytest.mark.parametrize("size", [16_384, 50_000])
def test_a_body_in_pieces_that_is_too_large_is_refused(http: FlaskClient, size: int) -> None:
    headers = {"Origin": PAGE, "Content-Type": "text/plain", "Transfer-Encoding": "chunked"}
    in_pieces = {"wsgi.input_terminated": True}
    answer = http.post(CONSENTS, input_stream=BytesIO(b" " * size), headers=headers, environ_overrides=in_pieces)
    assert problem(answer) == (413, "too-large")


def test_a_body_of_just_the_limit_is_read(http: FlaskClient) -> None:
    assert problem(send(http, body=b" " * 16_384)) == (400, "not-json")


def test_a_site_that_is_not_there_is_unknown(http: FlaskClient) -> None:
    assert problem(send(http, "/v1/sites/nobody/consents")) == (404, "unknown-site")


def test_a_page_of_another_site_is_refused(http: FlaskClient) -> None:
    assert problem(send(http, origin="https://evil.example")) == (403, "foreign-origin")
    assert read(http).get_json()["status"] == "unknown"


def test_who_writes_without_naming_a_page_is_refused(http: FlaskClient) -> None:
    assert problem(send(http, origin=None)) == (403, "missing-origin")


def test_decisions_cannot_be_read_here(http: FlaskClient) -> None:
    answer = read(http, CONSENTS)
    assert problem(answer) == (405, "method-not-allowed")
    assert sorted(answer.headers["Allow"].split(", ")) == ["OPTIONS", "POST"]


def test_two_visitors_are_told_apart(http: FlaskClient) -> None:
    send(http)
    send(http, body=a_sent_refusal(id=a_record_id(1), visitor=SOMEBODY_ELSE))
    assert read(http).get_json()["status"] == "given"
    assert read(http, f"/v1/sites/cap/visitors/{SOMEBODY_ELSE}").get_json()["status"] == "refused"
